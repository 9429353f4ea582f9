/** Shopify's CLI writes the app's address in when it bundles. */
declare const process: { env: { APP_URL?: string } };

/** As `app/linking/read-account-link.server.ts` answers. */
type AccountLink =
  | { state: "linked"; friendName: string | null; addFriendUrl: string | null }
  | { state: "not_linked"; startUrl: string }
  | { state: "not_connected" | "closed" };

/** `logged_out`: only the link of an order was opened. `failed`: no answer that can be read. */
export type Asked = AccountLink | { state: "logged_out" | "failed" };

/** Longer than a slow phone needs; then the card says that it did not work, instead of turning for ever. */
const TIMEOUT_MS = 8_000;

/** Asks whether the customer of this account is linked; `unlink` unlinks them first. The token says who that is. */
export async function askMusubi(
  what: "status" | "unlink",
  shopify: { sessionToken: { get(): Promise<string> }; i18n: { translate(key: string): string } },
  language: string,
): Promise<Asked> {
  try {
    const token = await shopify.sessionToken.get();
    const url = `${process.env.APP_URL}/api/customer-account/link?lang=${language}`;
    const response = await fetch(url, {
      method: what === "unlink" ? "POST" : "GET",
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 403) return { state: "logged_out" };
    if (!response.ok) return { state: "failed" };
    return (await response.json()) as AccountLink;
  } catch {
    // Offline, cut off or too slow: told on the card, with a button to try again.
    return { state: "failed" };
  }
}

import type { Browser, BrowserContextOptions } from "playwright-core";
import { expect } from "vitest";
import type { startSandbox } from "#tests/setup/sandbox.ts";
import { createCustomer } from "./people/customer.ts";
import { createMerchant } from "./people/merchant.ts";

type Named = { id: number; lastName: string | null; firstName: string | null; email: string };

const HTML_NAME = `<b>太字</b><img src=x onerror="alert(1)">`;
const LONG_NAME = "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処";

/**
 * A shop that has been at it for some days: LINE connected and proved, several people linked, checkouts that were
 * reminded of, bought, left to nobody, and refused for different reasons.
 */
export async function keepShopBusy(
  browser: Browser,
  options: BrowserContextOptions,
  { addresses, advance }: Pick<Awaited<ReturnType<typeof startSandbox>>, "addresses" | "advance">,
): Promise<void> {
  const { line, shopify, channel } = addresses;
  const { botUserId, channelId } = channel.messaging;
  const ask = async (url: string, method: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(url, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
    return answer.json();
  };
  const atLine = (path: string, method = "GET", body?: unknown) =>
    ask(`${line.api}/_sandbox${path}`, method, body);
  const atShopify = (path: string, method = "GET", body?: unknown) =>
    ask(`${shopify}/_sandbox${path}`, method, body);

  const office = await browser.newContext(options);
  const merchant = createMerchant(await office.newPage(), addresses);
  await merchant.connectsLine();
  await merchant.switchesRecoveryOn();
  await merchant.provesLine();
  await office.close();

  for (const [lastName, firstName, email] of [
    [HTML_NAME, "", "html@example.jp"],
    [LONG_NAME, LONG_NAME, `${"long-".repeat(12)}@example.jp`],
  ]) {
    await atShopify("/customers", "POST", { lastName, firstName, email });
  }
  const people: Record<string, string> = { 花子: "佐藤 美咲", Taro: "Miller" };
  for (const [displayName, customer] of [
    [HTML_NAME, HTML_NAME],
    [LONG_NAME.slice(0, 20), LONG_NAME],
  ] as const) {
    await atLine("/users", "POST", { displayName });
    people[displayName] = customer;
  }
  for (const [lineName, name] of Object.entries(people)) {
    // LINE and the store remember who logged in: everybody has a browser of their own.
    const home = await browser.newContext(options);
    const customer = createCustomer(await home.newPage(), addresses);
    await customer.logsIn(name);
    await customer.linksLine(lineName);
    await home.close();
  }

  const asking = ((await atShopify("/customers")) as Named[])[0]!;
  await atShopify(`/customers/${asking.id}/data_request`, "POST");

  const products = (await atShopify("/products")) as { variants: { id: number }[] }[];
  const variant = (index: number) => products[index % products.length]!.variants[0]!.id;
  const customers = (await atShopify("/customers")) as Named[];
  const begin = (customerId: number | undefined, ...lines: number[]) =>
    atShopify("/checkouts", "POST", {
      ...(customerId === undefined ? { email: "guest@example.jp" } : { customerId }),
      lines: lines.map((index) => ({ variantId: variant(index), quantity: 1 })),
    }) as Promise<{ token: string }>;
  const sent = () => atLine(`/usage/${channelId}`) as Promise<{ totalUsage: number }>;

  for (let day = 0; day < 4; day++) {
    const begun = [];
    for (const { id } of customers) begun.push(await begin(id, day, day + 1, day + 2));
    await begin(undefined, day);
    await atShopify("/webhooks/settle", "POST");
    if (day === 1)
      await atShopify(`/checkouts/${begun[1]!.token}/complete`, "POST", { payment: "card" });
    const before = (await sent()).totalUsage;
    await advance("PT10H10M");
    await expect
      .poll(async () => (await sent()).totalUsage, { timeout: 30_000 })
      .toBeGreaterThan(before);
    await atShopify(`/checkouts/${begun[0]!.token}/complete`, "POST", { payment: "card" });
    await atShopify("/webhooks/settle", "POST");
    if (day === 2) {
      const { users } = (await atLine("/state")) as {
        users: { displayName: string; userIds: Record<string, string> }[];
      };
      const idOf = (name: string) =>
        Object.values(users.find(({ displayName }) => displayName === name)?.userIds ?? {})[0];
      const act = (name: string, body: unknown) =>
        atLine(`/talks/${botUserId}/${idOf(name)}/acts?wait=1`, "POST", body);
      await act("Taro", { type: "block" });
      await act(HTML_NAME, { type: "text", text: "停止" });
    }
    await advance("PT14H");
  }
}

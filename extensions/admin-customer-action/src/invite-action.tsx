import type { Api } from "@shopify/ui-extensions/admin.customer-details.action.render";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

declare const shopify: Api;

/** `timeZone` is the shop's. */
type Found = { friends: { id: string; name: string | null; since: string }[]; timeZone: string };
type Notice = { tone: "success" | "critical"; text: string };

/** Asks a LINE friend, whom staff take for this customer, to link. Only the friend themselves can. */
export default function inviteAction(): void {
  render(<InviteAction />, document.body);
}

const t = shopify.i18n.translate;
const dateOf = (at: string, timeZone: string) =>
  shopify.i18n.formatDate(new Date(at), { timeZone });
const URL_OF_APP = "/api/admin/customer";

/** Posts to the app; Shopify sends the staff's token along. Null when there was no answer. */
async function post<Answer>(fields: Record<string, string>): Promise<Answer | null> {
  try {
    const response = await fetch(URL_OF_APP, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    return response.ok || response.status === 422 ? ((await response.json()) as Answer) : null;
  } catch {
    // Offline or cut off: the window says that it did not work.
    return null;
  }
}

function InviteAction() {
  const [isLinked, setLinked] = useState<boolean | null>(null);
  const [search, setSearch] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => {
    const query = new URLSearchParams({ id: shopify.data.selected[0]?.id ?? "" });
    fetch(`${URL_OF_APP}?${query.toString()}`)
      .then(async (response) => {
        if (!response.ok) throw new Error(`Musubi answered ${response.status}.`);
        const { line } = (await response.json()) as { line: object | null };
        setLinked(line !== null);
      })
      .catch(() => setNotice({ tone: "critical", text: t("failed") }));
  }, []);

  async function work<Answer>(fields: Record<string, string>): Promise<Answer | null> {
    setBusy(true);
    setNotice(null);
    const answer = await post<Answer>(fields);
    setBusy(false);
    if (!answer) setNotice({ tone: "critical", text: t("failed") });
    return answer;
  }
  async function find() {
    const answer = await work<Found>({ intent: "search", q: search });
    if (answer) setFound(answer);
  }
  async function invite(friendId: string) {
    const sent = await work<{ ok: boolean; error?: string }>({ intent: "invite", friendId });
    if (!sent) return;
    setNotice(
      sent.ok
        ? { tone: "success", text: t("sent") }
        : { tone: "critical", text: t(`errors.${sent.error}`) },
    );
    if (sent.ok) setFound(null);
  }
  return (
    <s-admin-action heading={t("heading")}>
      <s-stack gap="base">
        {notice && (
          <s-banner tone={notice.tone}>
            <s-text>{notice.text}</s-text>
          </s-banner>
        )}
        {isLinked === null && !notice && <s-spinner accessibilityLabel={t("loading")} />}
        {isLinked && <s-text>{t("linked")}</s-text>}
        {isLinked === false && (
          <>
            <s-text>{t("about")}</s-text>
            <s-text-field
              label={t("search")}
              value={search}
              onInput={({ currentTarget }) => setSearch(currentTarget.value)}
            />
            <s-button loading={isBusy} onClick={() => void find()}>
              {t("find")}
            </s-button>
            {found?.friends.length === 0 && <s-text>{t("none")}</s-text>}
            {found?.friends.map(({ id, name, since }) => (
              <s-stack key={id} direction="inline" gap="base" alignItems="center">
                <s-text>{t("since", { date: dateOf(since, found.timeZone) })}</s-text>
                <s-button disabled={isBusy} onClick={() => void invite(id)}>
                  {t("send", { name: name ?? t("unnamed") })}
                </s-button>
              </s-stack>
            ))}
          </>
        )}
      </s-stack>
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {t("close")}
      </s-button>
    </s-admin-action>
  );
}

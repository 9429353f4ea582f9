import type { Api } from "@shopify/ui-extensions/admin.customer-details.block.render";
import { render } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";

declare const shopify: Api;

/** As `app/people/read-admin-customer.server.ts` answers. */
type AdminCustomer = {
  personId: string | null;
  line: {
    name: string | null;
    followState: string;
    linkedAt: string;
    optOuts: string[];
  } | null;
  sends: { id: string; kind: string; state: string; at: string }[];
  /** The shop's */
  timeZone: string;
};

const KINDS = ["recovery", "test", "link_greeting", "link_invite"];

/** LINE on the customer's page: connected or not, and the last messages. */
export default function customerBlock(): void {
  render(<CustomerBlock />, document.body);
}

const t = shopify.i18n.translate;
const dateOf = (at: string, timeZone: string) =>
  shopify.i18n.formatDate(new Date(at), { dateStyle: "medium", timeZone });

function CustomerBlock() {
  const [customer, setCustomer] = useState<AdminCustomer | "failed" | null>(null);
  const load = useCallback(async () => {
    setCustomer(null);
    const [selected] = shopify.data.selected;
    const query = new URLSearchParams({ id: selected?.id ?? "" });
    try {
      // Shopify sends the staff's token along to the app's own address.
      const response = await fetch(`/api/admin/customer?${query.toString()}`);
      setCustomer(response.ok ? ((await response.json()) as AdminCustomer) : "failed");
    } catch {
      // Offline or cut off: said, with a button to try again.
      setCustomer("failed");
    }
  }, []);
  useEffect(() => void load(), [load]);
  return (
    <s-admin-block heading="LINE">
      <s-stack gap="base">
        {customer === null && <s-spinner accessibilityLabel={t("loading")} />}
        {customer === "failed" && (
          <s-banner tone="critical">
            <s-stack gap="base">
              <s-text>{t("failed")}</s-text>
              <s-button onClick={() => void load()}>{t("retry")}</s-button>
            </s-stack>
          </s-banner>
        )}
        {customer !== null && customer !== "failed" && <Line {...customer} />}
      </s-stack>
    </s-admin-block>
  );
}

function Line({ personId, line, sends, timeZone }: AdminCustomer) {
  if (!personId) return <s-text>{t("unknown")}</s-text>;
  const open = <s-button href={`app:app/people/${personId}`}>{t("open")}</s-button>;
  if (!line) {
    return (
      <>
        <s-text>{t("unlinked")}</s-text>
        <s-stack direction="inline" gap="base">
          {open}
          <s-button
            variant="primary"
            onClick={() => shopify.navigation.navigate("extension://musubi-customer-action")}
          >
            {t("invite")}
          </s-button>
        </s-stack>
      </>
    );
  }
  const name = line.name ?? t("unnamed");
  return (
    <>
      <s-text>{t("linked", { name, date: dateOf(line.linkedAt, timeZone) })}</s-text>
      <s-stack direction="inline" gap="small">
        <s-badge tone={line.followState === "following" ? "success" : "warning"}>
          {t(`follow.${line.followState}`)}
        </s-badge>
        {line.optOuts.map((kind) => (
          <s-badge key={kind}>{t(`optOut.${kind}`)}</s-badge>
        ))}
      </s-stack>
      <s-heading>{t("sends")}</s-heading>
      {sends.length === 0 && <s-text>{t("noSends")}</s-text>}
      {sends.map(({ id, kind, state, at }) => (
        <s-text key={id}>
          {[
            dateOf(at, timeZone),
            t(`kinds.${KINDS.includes(kind) ? kind : "other"}`),
            t(`states.${state}`),
          ].join(" · ")}
        </s-text>
      ))}
      {open}
    </>
  );
}

import { Banner, Link, List } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

export type Alert =
  | { name: "refused" | "undecided" | "quotaSpent" }
  | {
      name: "waitingForQuota" | "rejected" | "unknown" | "dataRequests" | "setAside";
      count: number;
    };

/** The page that mends it; none where only the operator can. */
const WHERE = {
  refused: "/app/settings",
  undecided: "/app/settings",
  quotaSpent: "/app/settings",
  waitingForQuota: "/app/results?state=held",
  rejected: "/app/results?state=rejected",
  unknown: "/app/results?state=unknown",
  dataRequests: "/app/settings/privacy",
  setAside: null,
} as const satisfies Record<Alert["name"], string | null>;

/** What wants the merchant's eye, in one banner. */
export function Alerts({ alerts }: { alerts: Alert[] }) {
  const { t } = useTranslation("home");
  if (alerts.length === 0) return null;
  const isBroken = alerts.some(({ name }) => name === "refused" || name === "quotaSpent");
  return (
    <Banner tone={isBroken ? "critical" : "warning"} title={t("alerts.title")}>
      <List>
        {alerts.map((alert) => {
          const url = WHERE[alert.name];
          return (
            <List.Item key={alert.name}>
              {t(`alerts.${alert.name}.body`, "count" in alert ? { count: alert.count } : {})}{" "}
              {url && <Link url={url}>{t(`alerts.${alert.name}.action`)}</Link>}
            </List.Item>
          );
        })}
      </List>
    </Banner>
  );
}

import { Banner, Link, List } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

export type Alert =
  | { name: "refused" | "undecided" | "quotaSpent" }
  | { name: "waitingForQuota" | "rejected" | "unknown"; count: number };

const WHERE: Record<Alert["name"], string> = {
  refused: "/app/settings",
  undecided: "/app/settings",
  quotaSpent: "/app/settings",
  waitingForQuota: "/app/results?state=held",
  rejected: "/app/results?state=rejected",
  unknown: "/app/results?state=unknown",
};

/** What keeps messages from arriving, in one banner: each with the page that mends it. */
export function Alerts({ alerts }: { alerts: Alert[] }) {
  const { t } = useTranslation("home");
  if (alerts.length === 0) return null;
  const isBroken = alerts.some(({ name }) => name === "refused" || name === "quotaSpent");
  return (
    <Banner tone={isBroken ? "critical" : "warning"} title={t("alerts.title")}>
      <List>
        {alerts.map((alert) => (
          <List.Item key={alert.name}>
            {t(`alerts.${alert.name}.body`, "count" in alert ? { count: alert.count } : {})}{" "}
            <Link url={WHERE[alert.name]}>{t(`alerts.${alert.name}.action`)}</Link>
          </List.Item>
        ))}
      </List>
    </Banner>
  );
}

import {
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  Icon,
  InlineStack,
  Link,
  Text,
} from "@shopify/polaris";
import { AlertCircleIcon, AlertTriangleIcon, XIcon } from "@shopify/polaris-icons";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format.tsx";

type ShownAlert = {
  name: keyof typeof WHERE;
  tone: "critical" | "warning";
  since: Date | null;
  values: Record<string, number>;
  isDismissible: boolean;
};

/** The page that mends it; null where a button does. */
const WHERE = {
  refused: "/app/settings",
  webhookInactive: "/app/settings",
  webhookElsewhere: "/app/settings",
  quotaSpent: "/app/settings",
  late: "/app/sends",
  undecided: "/app/settings",
  setAside: null,
  unknown: "/app/sends?show=unknown",
  quotaAlmostSpent: "/app/settings",
  quotaNear: "/app/settings",
  lineSilent: "/app/settings",
  shopifySilent: "/app/results",
  unfollows: "/app/people",
  rejected: "/app/sends?show=rejected",
  dataRequests: "/app/settings/privacy",
} as const;

type Props = {
  alerts: ShownAlert[];
  onDismiss: (name: ShownAlert["name"]) => void;
  /** Has the webhook events that were set aside worked on again. */
  onPutBack: () => void;
  isPuttingBack: boolean;
};

/** What wants the merchant's eye, in one card: what, since when, and what to do. */
export function Alerts({ alerts, ...acts }: Props) {
  const { t } = useTranslation("home");
  if (alerts.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("alerts.title")}
        </Text>
        {alerts.map((alert, index) => (
          <Fragment key={alert.name}>
            {index > 0 && <Divider />}
            <AlertItem alert={alert} {...acts} />
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}

function AlertItem({
  alert,
  onDismiss,
  onPutBack,
  isPuttingBack,
}: Omit<Props, "alerts"> & { alert: ShownAlert }) {
  const { t } = useTranslation("home");
  const { dateTime } = useFormat();
  const { name, tone, since, values } = alert;
  const url = WHERE[name];
  const body = t(`alerts.${name}.body`, values);
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start" align="space-between">
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <div>
          <Icon
            source={tone === "critical" ? AlertCircleIcon : AlertTriangleIcon}
            tone={tone}
            accessibilityLabel={t(`alerts.tones.${tone}`)}
          />
        </div>
        <BlockStack gap="100" inlineAlign="start">
          <Text as="p" fontWeight={tone === "critical" ? "semibold" : undefined}>
            {body}
          </Text>
          {since && (
            <Text as="p" tone="subdued" variant="bodySm">
              {t(
                name.startsWith("quota") && name !== "quotaSpent" ? "alerts.asOf" : "alerts.since",
                {
                  time: dateTime(since),
                },
              )}
            </Text>
          )}
          {url ? (
            <Link url={url}>{t(`alerts.${name}.action`)}</Link>
          ) : (
            <Box paddingBlockStart="100">
              <Button loading={isPuttingBack} onClick={onPutBack}>
                {t(`alerts.${name}.action`)}
              </Button>
            </Box>
          )}
        </BlockStack>
      </InlineStack>
      {alert.isDismissible && (
        <Button
          icon={XIcon}
          variant="tertiary"
          accessibilityLabel={t("alerts.dismiss", { what: body })}
          onClick={() => onDismiss(name)}
        />
      )}
    </InlineStack>
  );
}

import {
  Avatar,
  Banner,
  BlockStack,
  Card,
  InlineStack,
  ProgressBar,
  SkeletonBodyText,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ChannelSettings } from "../channel-settings.server.ts";
import { quotaState } from "../channel.ts";
import type { LineLook } from "../look-at-line.server.ts";
import { WithLook } from "./line-look.tsx";

type Channel = NonNullable<ChannelSettings["channel"]>;

/** Which account is connected, whether LINE still takes us, and how far the month's messages have gone. */
export function BotCard({ channel, look }: { channel: Channel; look: Promise<LineLook> | null }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const { bot, connectedAt } = channel;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("bot.title")}
        </Text>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Avatar source={bot.pictureUrl ?? undefined} name={bot.displayName} size="lg" />
          <BlockStack>
            <Text as="p" variant="headingSm" breakWord>
              {bot.displayName}
            </Text>
            <Text as="p" tone="subdued">
              {t("bot.basicId", { basicId: bot.basicId })}
            </Text>
            {connectedAt && (
              <Text as="p" tone="subdued">
                {t("bot.connectedAt", { date: format.dateTime(connectedAt) })}
              </Text>
            )}
          </BlockStack>
        </InlineStack>
        <WithLook look={look}>
          {(seen) => (
            <BlockStack gap="400">
              <Health seen={seen} wasRefused={channel.isRefused} />
              {seen ? <Quota channel={channel} seen={seen} /> : <SkeletonBodyText lines={2} />}
            </BlockStack>
          )}
        </WithLook>
      </BlockStack>
    </Card>
  );
}

function Health({ seen, wasRefused }: { seen: LineLook | undefined; wasRefused: boolean }) {
  const { t } = useTranslation("settings");
  const isRefused = seen ? seen.outcome === "unauthorized" : wasRefused;
  if (isRefused) {
    return (
      <Banner tone="critical" title={t("trouble.unauthorized.title")}>
        <Text as="p">{t("trouble.unauthorized.body")}</Text>
      </Banner>
    );
  }
  if (seen?.outcome !== "unclear") return null;
  return (
    <Banner tone="warning" title={t("trouble.page.title")}>
      <Text as="p">{t("trouble.page.body")}</Text>
    </Banner>
  );
}

/** LINE's numbers of this moment, or the last that were read. */
function Quota({ channel, seen }: { channel: Channel; seen: LineLook }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const stored = channel.quota;
  const quota = seen.outcome === "seen" ? seen.quota : stored;
  if (!quota) return null;
  const { limit } = quota;
  const used = format.number(quota.used);
  const { remaining, isSpent } = quotaState(quota);
  const isHeld = seen.outcome === "seen" ? isSpent && stored?.isHeld : stored?.isHeld;
  const readAt = seen.outcome === "seen" ? seen.readAt : (stored?.readAt ?? "");
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t("bot.quota.title")}
      </Text>
      {isHeld && (
        <Banner tone="critical">
          <Text as="p">{t("bot.quota.held")}</Text>
        </Banner>
      )}
      {limit === null ? (
        <Text as="p">{t("bot.quota.unlimited", { used })}</Text>
      ) : (
        <>
          <InlineStack align="space-between" gap="200">
            <Text as="p">{t("bot.quota.used", { used, limit: format.number(limit) })}</Text>
            <Text as="p">
              {t("bot.quota.remaining", { remaining: format.number(remaining ?? 0) })}
            </Text>
          </InlineStack>
          <ProgressBar
            progress={limit === 0 ? 100 : Math.min(100, (quota.used / limit) * 100)}
            tone={isSpent ? "critical" : "primary"}
            size="small"
            ariaLabelledBy="quota-label"
          />
          <Text as="span" id="quota-label" visuallyHidden>
            {t("bot.quota.label", { used, limit: format.number(limit) })}
          </Text>
        </>
      )}
      <Text as="p" tone="subdued" variant="bodySm">
        {t("bot.quota.note", { date: format.dateTime(readAt) })}
      </Text>
    </BlockStack>
  );
}

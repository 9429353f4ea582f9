import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ChannelAnswer } from "../channel-request.ts";

/** Says why LINE, or we, did not do what was asked for; nothing when it was done or a field says it. */
export function TroubleBanner({ answer }: { answer: ChannelAnswer | undefined }) {
  const { t } = useTranslation("settings");
  if (!answer || answer.ok || !("trouble" in answer)) return null;
  return (
    <Banner tone="critical" title={t(`trouble.${answer.trouble}.title`)}>
      <Text as="p">{t(`trouble.${answer.trouble}.body`)}</Text>
    </Banner>
  );
}

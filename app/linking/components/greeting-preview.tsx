import { BlockStack, Card, Text } from "@shopify/polaris";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "#app/platform/i18n.ts";
import { LineTalk } from "#app/ui/line-talk/line-talk.tsx";
import { PhoneFrame } from "#app/ui/line-talk/phone-frame.tsx";
import { giftUrl, greetingText } from "../link-greeting.ts";

/** What the preview draws besides what is typed. */
export type GreetingSetting = {
  shop: { name: string; timeZone: string; locale: Locale; storefrontUrl: string };
  bot: { name: string; pictureUrl?: string };
  /** Epoch milliseconds: the time that stands beside the bubble. */
  at: number;
};

/** About a phone's width, and high enough for a greeting with its gift. */
const PHONE = {
  inlineSize: "100%",
  maxInlineSize: 390,
  blockSize: 480,
  marginInline: "auto",
  borderRadius: 16,
  overflow: "hidden",
};

type Props = { greets: boolean; text: string; giftCode: string; setting: GreetingSetting };

/** The greeting in the talk, as the very text that is sent. */
export const GreetingPreview = memo(function GreetingPreview(props: Props) {
  const { greets, text, giftCode, setting } = props;
  const { shop, bot, at } = setting;
  const { t } = useTranslation("linking");
  const code = giftCode.trim();
  const message = {
    type: "text" as const,
    text: greetingText({
      text: text.trim() || null,
      name: t("settings.preview.name"),
      shopName: shop.name,
      gift: code ? { code, url: giftUrl(shop.storefrontUrl, code) } : null,
      locale: shop.locale,
    }),
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("settings.preview.heading")}
        </Text>
        {greets ? (
          <div style={PHONE}>
            <PhoneFrame title={bot.name}>
              <LineTalk
                messages={[{ id: "preview", at, from: "bot", message }]}
                bot={bot}
                language={shop.locale}
                timeZone={shop.timeZone}
              />
            </PhoneFrame>
          </div>
        ) : (
          <Text as="p">{t("settings.preview.off")}</Text>
        )}
        <Text as="p" tone="subdued">
          {t("settings.preview.help")}
        </Text>
      </BlockStack>
    </Card>
  );
});

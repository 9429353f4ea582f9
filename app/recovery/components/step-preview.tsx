import { BlockStack, Card, Select, SkeletonBodyText, Text } from "@shopify/polaris";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fixedT, type Locale } from "#app/platform/i18n.ts";
import type { SampleProduct } from "#app/shopify/operations/read-sample-products.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import { LineTalk } from "#app/ui/line-talk/line-talk.tsx";
import { PhoneFrame } from "#app/ui/line-talk/phone-frame.tsx";
import type { RecoveryContent } from "../recovery-step.ts";
import { buildSampleMessage } from "../sample-message.ts";

/** What the preview draws besides the texts in the editor. */
export type PreviewSetting = {
  shop: { name: string; currency: string; timeZone: string; locale: Locale; storeUrl: string };
  bot: { name: string; pictureUrl?: string };
  /** The store's own, as soon as Shopify has answered. */
  products: Promise<SampleProduct[]>;
  /** Epoch milliseconds: the time that stands beside the bubble. */
  at: number;
};

const COUNTS = [1, 2, 4];

/** The frame fills what it stands in: about a phone's width, and high enough for a cart of two. */
const PHONE = {
  inlineSize: "100%",
  maxInlineSize: 390,
  blockSize: 720,
  marginInline: "auto",
  borderRadius: 16,
  overflow: "hidden",
};

type Props = { content: RecoveryContent; setting: PreviewSetting };

/** The phone with the chosen step as its friend will see it, drawn from the very message that is sent. */
export const StepPreview = memo(function StepPreview(props: Props) {
  const { content, setting } = props;
  const { t } = useTranslation("recovery");
  const [count, setCount] = useState(COUNTS.at(-1)!);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("preview.heading")}
        </Text>
        <Select
          label={t("preview.items")}
          labelInline
          value={String(count)}
          options={COUNTS.map((each) => ({
            label: t("preview.itemCount", { count: each }),
            value: String(each),
          }))}
          onChange={(next) => setCount(Number(next))}
        />
        <div style={PHONE}>
          <PhoneFrame title={setting.bot.name}>
            <Deferred
              value={setting.products}
              fallback={<SkeletonBodyText lines={12} />}
              failed={<Talk content={content} setting={setting} products={[]} count={count} />}
            >
              {(products) => (
                <Talk content={content} setting={setting} products={products} count={count} />
              )}
            </Deferred>
          </PhoneFrame>
        </div>
        <Text as="p" tone="subdued">
          {t("preview.help")}
        </Text>
      </BlockStack>
    </Card>
  );
});

function Talk(props: {
  content: RecoveryContent;
  setting: PreviewSetting;
  products: SampleProduct[];
  count: number;
}) {
  const { content, setting, products, count } = props;
  const { shop, bot, at } = setting;
  const message = useMemo(
    () =>
      buildSampleMessage({
        content,
        products,
        count,
        currency: shop.currency,
        recipientName: fixedT(shop.locale, "recovery")("preview.recipient"),
        url: shop.storeUrl,
        locale: shop.locale,
      }),
    [content, count, products, shop],
  );
  return (
    <LineTalk
      messages={[{ id: "preview", at, from: "bot", message }]}
      bot={bot}
      language={shop.locale}
      timeZone={shop.timeZone}
    />
  );
}

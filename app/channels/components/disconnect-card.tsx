import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { startTransition, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelAnswer } from "../channel-request.ts";

/** Lets the channel go, after one more question. When LINE does not answer, it can be let go all the same. */
export function DisconnectCard({ previousUrl }: { previousUrl: string | null }) {
  const { t } = useTranslation("settings");
  const shopify = useAppBridge();
  const fetcher = useFetcher<ChannelAnswer>();
  const [isOpen, setIsOpen] = useState(false);
  const answer = fetcher.data;
  const isUnclear = answer?.ok === false && "trouble" in answer && answer.trouble === "unclear";
  useEffect(() => {
    if (!answer?.ok || answer.intent !== "disconnect") return;
    shopify.toast.show(t(`disconnect.results.${answer.webhook}`));
  }, [answer, shopify, t]);

  const disconnect = (restoreWebhook: boolean) =>
    void fetcher.submit(
      { intent: "disconnect", restoreWebhook: String(restoreWebhook) },
      { method: "post" },
    );
  const isBusy = fetcher.state !== "idle";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("disconnect.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("disconnect.about")}
        </Text>
        <InlineStack>
          <Button tone="critical" onClick={() => startTransition(() => setIsOpen(true))}>
            {t("disconnect.button")}
          </Button>
        </InlineStack>
      </BlockStack>
      <Modal
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={t("disconnect.modalTitle")}
        primaryAction={{
          content: t("disconnect.button"),
          destructive: true,
          loading: isBusy,
          onAction: () => disconnect(true),
        }}
        secondaryActions={[
          ...(isUnclear
            ? [
                {
                  content: t("disconnect.anyway"),
                  disabled: isBusy,
                  onAction: () => disconnect(false),
                },
              ]
            : []),
          { content: t("cancel"), onAction: () => setIsOpen(false) },
        ]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            {isUnclear && (
              <Banner tone="warning">
                <Text as="p">{t("disconnect.unclear")}</Text>
              </Banner>
            )}
            <Text as="p">{t("disconnect.about")}</Text>
            <Text as="p" breakWord>
              {previousUrl
                ? t("disconnect.restore", { url: previousUrl })
                : t("disconnect.noRestore")}
            </Text>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Modal, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { LinkedPerson } from "../linked-people.server.ts";
import { usePersonNames } from "./person-parts.tsx";

type Answer = { ok: true } | { ok: false; errors: { linkId: string } };

/** Asks once more before two are untied, and says that only the customer can undo it. */
export function UnlinkModal({ person, onClose }: { person: LinkedPerson; onClose: () => void }) {
  const { t } = useTranslation("people");
  const shopify = useAppBridge();
  const names = usePersonNames()(person);
  const fetcher = useFetcher<Answer>();
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show(t("unlink.done"));
    onClose();
  }, [answer, onClose, shopify, t]);
  return (
    <Modal
      open
      onClose={onClose}
      title={t("unlink.title")}
      primaryAction={{
        content: t("unlink.button"),
        destructive: true,
        loading: fetcher.state !== "idle",
        onAction: () =>
          void fetcher.submit({ intent: "unlink", linkId: person.linkId }, { method: "post" }),
      }}
      secondaryActions={[{ content: t("unlink.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          {answer?.ok === false && (
            <Banner tone="critical">
              <Text as="p">{t(`errors.${answer.errors.linkId}`)}</Text>
            </Banner>
          )}
          <Text as="p" breakWord>
            {t("unlink.body", names)}
          </Text>
          <Text as="p" fontWeight="semibold">
            {t("unlink.warning")}
          </Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";
import type { LinkedPerson } from "../linked-people.server.ts";
import { usePersonNames } from "./person-parts.tsx";

type Answer = { ok: true } | { ok: false; errors: { linkId: string } };

/** Asks once more before two are untied, and says that only the customer can undo it. */
export function UnlinkModal({ person, onClose }: { person: LinkedPerson; onClose: () => void }) {
  const { t } = useTranslation("people");
  const shopify = useAppBridge();
  const names = usePersonNames()(person);
  const fetcher = useFetcher<Answer>();
  // Not only when all is idle: by then the list may be empty, and this gone with it.
  const answer = fetcher.state === "submitting" ? undefined : fetcher.data;
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show(t("unlink.done"));
    onClose();
  }, [answer, onClose, shopify, t]);
  return (
    <ConfirmModal
      title={t("unlink.title")}
      confirm={t("unlink.button")}
      cancel={t("unlink.cancel")}
      isDestructive
      isBusy={fetcher.state !== "idle"}
      error={answer?.ok === false ? t(`errors.${answer.errors.linkId}`) : undefined}
      onConfirm={() =>
        void fetcher.submit({ intent: "unlink", linkId: person.linkId }, { method: "post" })
      }
      onClose={onClose}
    >
      <Text as="p" breakWord>
        {t("unlink.body", names)}
      </Text>
      <Text as="p" fontWeight="semibold">
        {t("unlink.warning")}
      </Text>
    </ConfirmModal>
  );
}

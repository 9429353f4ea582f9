import { useFetcher } from "@remix-run/react";
import { Button, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";
import type { ImportStage } from "../import-stage.ts";

/** Gives an import up, after asking once more. */
export function CancelButton({ stage }: { stage: ImportStage }) {
  const { t } = useTranslation("imports");
  const fetcher = useFetcher<{ ok: boolean; error?: string }>();
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = fetcher.state !== "idle";
  const error = isBusy ? undefined : fetcher.data?.error;
  const isWriting = stage === "writing";
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>
        {isWriting ? t("progress.stop") : t("cancel.button")}
      </Button>
      {isAsking && (
        <ConfirmModal
          title={t("cancel.title")}
          confirm={isWriting ? t("progress.stop") : t("cancel.button")}
          cancel={t("cancel.keep")}
          isDestructive
          isBusy={isBusy}
          error={error && t(`errors.${error}`)}
          onConfirm={() => fetcher.submit({ intent: "cancel" }, { method: "post" })}
          onClose={() => setIsAsking(false)}
        >
          <Text as="p">{isWriting ? t("cancel.writingBody") : t("cancel.body")}</Text>
        </ConfirmModal>
      )}
    </>
  );
}

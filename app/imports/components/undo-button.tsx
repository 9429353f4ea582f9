import { useFetcher } from "@remix-run/react";
import { Button, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";

/** Takes back the ties of an import, after asking once more. */
export function UndoButton({
  importId,
  count,
  about,
}: {
  importId: string;
  count: number;
  about: { name: string; date: string };
}) {
  const { t } = useTranslation("imports");
  const fetcher = useFetcher<{ ok: boolean; error?: string }>();
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = fetcher.state !== "idle";
  const error = isBusy ? undefined : fetcher.data?.error;
  const isOpen = isAsking && !(fetcher.state === "idle" && fetcher.data?.ok);
  return (
    <>
      <Button
        tone="critical"
        loading={isBusy}
        accessibilityLabel={t("undo.buttonNamed", about)}
        onClick={() => setIsAsking(true)}
      >
        {t("undo.button")}
      </Button>
      {isOpen && (
        <ConfirmModal
          title={t("undo.title")}
          confirm={t("undo.confirm")}
          cancel={t("undo.keep")}
          isDestructive
          isBusy={isBusy}
          error={error && t(`errors.${error}`)}
          onConfirm={() =>
            fetcher.submit(
              { intent: "undo", importId },
              { method: "post", action: "/app/people/import?index" },
            )
          }
          onClose={() => setIsAsking(false)}
        >
          <Text as="p">{t("undo.body", { count })}</Text>
        </ConfirmModal>
      )}
    </>
  );
}

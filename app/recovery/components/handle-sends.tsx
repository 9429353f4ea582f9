import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Handling } from "#app/messages/trouble.ts";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";

/** What the merchant is about to do, with which sends. */
export type HandlingPlan = { how: Handling; sendIds: string[]; isUnknown: boolean };

/** `done` were handled; `moved` had moved on meanwhile and were left as they are. */
type Answer = { ok: true; done: number; moved: number } | { ok: false };

/** Asks once more before sends are released, dropped or restored, and tells what came of it. */
export function HandleSends({
  plan,
  onDone,
  onClose,
}: {
  plan: HandlingPlan;
  onDone?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("sends");
  const shopify = useAppBridge();
  const fetcher = useFetcher<Answer>();
  // Not only when all is idle: by then the list may be empty, and this gone with it.
  const answer = fetcher.state === "submitting" ? undefined : fetcher.data;
  const { how, sendIds, isUnknown } = plan;
  const texts = `${how}.${isUnknown ? "unknown" : "held"}` as const;
  const count = sendIds.length;
  useEffect(() => {
    if (!answer?.ok) return;
    const { done, moved } = answer;
    const told = [
      ...(done > 0 ? [t(`${how}.done`, { count: done })] : []),
      ...(moved > 0 ? [t("moved", { count: moved })] : []),
    ];
    shopify.toast.show(told.join(t("and")));
    onDone?.();
    onClose();
  }, [answer, how, onClose, onDone, shopify, t]);
  return (
    <ConfirmModal
      title={t(`${texts}.title`, { count })}
      confirm={t(`${texts}.button`)}
      cancel={t("cancel")}
      isDestructive={how === "drop" || (how === "release" && isUnknown)}
      isBusy={fetcher.state !== "idle"}
      error={answer?.ok === false ? t("failed") : undefined}
      onConfirm={() =>
        void fetcher.submit(
          { intent: how, sendIds: sendIds.join(",") },
          { method: "post", action: "/app/sends?index" },
        )
      }
      onClose={onClose}
    >
      <BlockStack gap="200">
        <Text as="p">{t(`${texts}.body`, { count })}</Text>
        {how === "release" && isUnknown && (
          <Text as="p" fontWeight="semibold">
            {t("release.unknown.warning")}
          </Text>
        )}
      </BlockStack>
    </ConfirmModal>
  );
}

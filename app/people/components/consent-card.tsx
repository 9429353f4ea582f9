import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConsentKind, consentKinds } from "#app/friends/friend.ts";
import { ConfirmModal } from "#app/ui/confirm-modal.tsx";
import { useFormat } from "#app/ui/format.tsx";
import type { Person } from "../read-person.server.ts";
import { usePersonAction } from "./use-person-action.ts";

type OptOuts = NonNullable<Person["friend"]>["optOuts"];

/** Which messages a friend wants. Staff can note that one is stopped, and never the other way round. */
export function ConsentCard({ optOuts }: { optOuts: OptOuts }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const [stopping, setStopping] = useState<ConsentKind | null>(null);
  const close = useCallback(() => setStopping(null), []);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("person.consent.title")}
        </Text>
        {consentKinds.map((kind) => {
          const stopped = optOuts.find((optOut) => optOut.kind === kind);
          return (
            <InlineStack key={kind} gap="200" align="space-between" blockAlign="center">
              <BlockStack>
                <Text as="p">{t(`kinds.${kind}`)}</Text>
                <Text as="p" tone="subdued" variant="bodySm">
                  {stopped
                    ? t("person.consent.stopped", {
                        date: format.dateTime(stopped.at),
                        via: t(`person.consent.via.${stopped.via}`),
                      })
                    : t("person.consent.wanted")}
                </Text>
              </BlockStack>
              {!stopped && (
                <Button
                  size="slim"
                  accessibilityLabel={t("person.consent.stopNamed", { kind: t(`kinds.${kind}`) })}
                  onClick={() => setStopping(kind)}
                >
                  {t("person.consent.stop")}
                </Button>
              )}
            </InlineStack>
          );
        })}
      </BlockStack>
      {stopping && <StopModal kind={stopping} onClose={close} />}
    </Card>
  );
}

function StopModal({ kind, onClose }: { kind: ConsentKind; onClose: () => void }) {
  const { t } = useTranslation("people");
  const { post, isBusy, error } = usePersonAction(t("person.consent.stopDone"), onClose);
  return (
    <ConfirmModal
      title={t("person.consent.stopTitle", { kind: t(`kinds.${kind}`) })}
      confirm={t("person.consent.stop")}
      cancel={t("unlink.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => post({ intent: "opt_out", kind })}
      onClose={onClose}
    >
      <Text as="p">{t("person.consent.stopBody")}</Text>
    </ConfirmModal>
  );
}

import { BlockStack, Button, Checkbox, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WebhookState } from "../webhook-state.ts";

type Choice =
  | { intent: "take_webhook"; replaces: string }
  | { intent: "leave_webhook" }
  | { intent: "test_webhook" };

/**
 * What can be done in each state. What takes another tool's webhook asks twice: a button, then a dialog whose box has to be
 * ticked.
 */
export function WebhookChoice({
  state,
  currentUrl,
  previousUrl,
  busyWith,
  onChoose,
}: {
  state: WebhookState;
  /** Another tool's URL that LINE has at present. */
  currentUrl: string | null;
  previousUrl: string | null;
  /** The intent that is under way. */
  busyWith: string | null;
  onChoose: (choice: Choice) => void;
}) {
  const { t } = useTranslation("settings");
  const [dialog, setDialog] = useState<"take" | "stop" | null>(null);
  const isBusy = busyWith !== null;
  const isOurs = state === "working" || state === "untested" || state === "inactive";
  const canLeave = state === "other" || state === "empty" || state === "lost";
  function choose(choice: Choice) {
    setDialog(null);
    onChoose(choice);
  }
  return (
    <>
      <InlineStack gap="200">
        {isOurs && (
          <Button
            loading={busyWith === "test_webhook"}
            disabled={isBusy}
            onClick={() => choose({ intent: "test_webhook" })}
          >
            {t("webhook.test")}
          </Button>
        )}
        {!isOurs && (
          <Button
            variant={state === "empty" ? "primary" : undefined}
            loading={busyWith === "take_webhook"}
            disabled={isBusy}
            onClick={() =>
              currentUrl ? setDialog("take") : choose({ intent: "take_webhook", replaces: "" })
            }
          >
            {t(currentUrl ? "webhook.take" : "webhook.set")}
          </Button>
        )}
        {canLeave && (
          <Button
            loading={busyWith === "leave_webhook"}
            disabled={isBusy}
            onClick={() => choose({ intent: "leave_webhook" })}
          >
            {t(currentUrl ? "webhook.leave" : "webhook.without")}
          </Button>
        )}
        {isOurs && (
          <Button
            variant="plain"
            tone="critical"
            loading={busyWith === "leave_webhook"}
            disabled={isBusy}
            onClick={() => setDialog("stop")}
          >
            {t("webhook.stop")}
          </Button>
        )}
      </InlineStack>
      {currentUrl && (
        <TakeDialog
          key={currentUrl}
          isOpen={dialog === "take"}
          url={currentUrl}
          onClose={() => setDialog(null)}
          onAgree={() => choose({ intent: "take_webhook", replaces: currentUrl })}
        />
      )}
      <Modal
        open={dialog === "stop"}
        onClose={() => setDialog(null)}
        title={t("webhook.stopModal.title")}
        primaryAction={{
          content: t("webhook.stopModal.submit"),
          destructive: true,
          onAction: () => choose({ intent: "leave_webhook" }),
        }}
        secondaryActions={[{ content: t("cancel"), onAction: () => setDialog(null) }]}
      >
        <Modal.Section>
          <BlockStack gap="200">
            <Text as="p">
              {t(previousUrl ? "webhook.stopModal.restore" : "webhook.stopModal.keep")}
            </Text>
            {previousUrl && (
              <Text as="p" breakWord>
                {previousUrl}
              </Text>
            )}
          </BlockStack>
        </Modal.Section>
      </Modal>
    </>
  );
}

function TakeDialog({
  isOpen,
  url,
  onClose,
  onAgree,
}: {
  isOpen: boolean;
  url: string;
  onClose: () => void;
  onAgree: () => void;
}) {
  const { t } = useTranslation("settings");
  const [agrees, setAgrees] = useState(false);
  function close() {
    setAgrees(false);
    onClose();
  }
  return (
    <Modal
      open={isOpen}
      onClose={close}
      title={t("webhook.takeModal.title")}
      primaryAction={{
        content: t("webhook.takeModal.submit"),
        destructive: true,
        disabled: !agrees,
        onAction: onAgree,
      }}
      secondaryActions={[{ content: t("cancel"), onAction: close }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t("webhook.takeModal.now")}</Text>
          <Text as="p" fontWeight="semibold" breakWord>
            {url}
          </Text>
          <Text as="p">{t("webhook.takeModal.effect")}</Text>
          <Checkbox
            label={t("webhook.takeModal.agree", { host: hostOf(url) })}
            checked={agrees}
            onChange={setAgrees}
          />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

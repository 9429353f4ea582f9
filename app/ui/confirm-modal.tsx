import { Modal, TitleBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Shopify's own modal, above its whole admin, that asks once more before something is done. */
export function ConfirmModal({
  title,
  confirm,
  cancel,
  isDestructive = false,
  isBusy,
  isBlocked = false,
  error,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** What the button says that does it. */
  confirm: string;
  cancel: string;
  isDestructive?: boolean;
  /** While it is being done; then nothing can be pressed. */
  isBusy: boolean;
  /** It can't be done yet: what is below says what is missing. */
  isBlocked?: boolean;
  /** Why it could not be done. */
  error?: string;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Modal open onHide={onClose}>
      <TitleBar title={title}>
        <button
          variant="primary"
          tone={isDestructive ? "critical" : undefined}
          loading={isBusy ? "" : undefined}
          disabled={isBusy || isBlocked}
          onClick={onConfirm}
        >
          {confirm}
        </button>
        <button disabled={isBusy} onClick={onClose}>
          {cancel}
        </button>
      </TitleBar>
      <Box padding="400">
        <BlockStack gap="300">
          {error && (
            <Banner tone="critical">
              <Text as="p">{error}</Text>
            </Banner>
          )}
          {children}
        </BlockStack>
      </Box>
    </Modal>
  );
}

import { Banner, BlockStack, Button, Form, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MAX_REASON } from "#app/linking/staff-reason.ts";
import { usePersonAction } from "./use-person-action.ts";

/** Asks why two are untied, and says who can tie them again. */
export function UnlinkForm({ linkId, onClose }: { linkId: string; onClose: () => void }) {
  const { t } = useTranslation("people");
  const [reason, setReason] = useState("");
  const { post, isBusy, error, errorCode } = usePersonAction(t("unlink.done"), onClose);
  const isAboutReason = errorCode === "no_reason";
  return (
    <Form onSubmit={() => post({ intent: "unlink", linkId, reason })}>
      <BlockStack gap="300">
        {error && !isAboutReason && <Banner tone="critical" title={error} />}
        <Text as="p" fontWeight="semibold">
          {t("unlink.warning")}
        </Text>
        <TextField
          label={t("unlink.reason")}
          helpText={t("unlink.reasonHelp")}
          autoComplete="off"
          maxLength={MAX_REASON}
          value={reason}
          error={isAboutReason ? error : undefined}
          onChange={setReason}
        />
        <InlineStack gap="200">
          <Button submit tone="critical" variant="primary" loading={isBusy}>
            {t("unlink.button")}
          </Button>
          <Button disabled={isBusy} onClick={onClose}>
            {t("unlink.cancel")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

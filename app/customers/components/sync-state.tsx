import { useFetcher } from "@remix-run/react";
import { Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { CustomerSyncStatus } from "../read-customer-sync.server.ts";

/**
 * One line: how far the store's customers are read, and a way to have them read anew. It posts `read_customers` to the page
 * on which it stands.
 */
export function SyncState({ sync }: { sync: CustomerSyncStatus | null }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const fetcher = useFetcher();
  if (!sync) return null;
  const isAsked = fetcher.state !== "idle";
  const { state, failure, upToDateAt } = sync;
  const count = { read: format.number(sync.read), total: format.number(sync.total) };
  const told = failure
    ? t(`sync.${failure}`)
    : state === "whole" && upToDateAt
      ? t("sync.whole", { at: format.dateTime(upToDateAt) })
      : t(`sync.${state}`, count);
  const canAsk = state === "whole" || failure !== null;
  return (
    // Not within a card, and pages have no margin of their own at 390 px.
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <InlineStack gap="300" blockAlign="center">
        <Text as="p" tone="subdued" variant="bodySm">
          {told}
        </Text>
        {canAsk && (
          <>
            {/* No form: its address would carry the page's own, with the session token in it. */}
            <Button
              variant="plain"
              loading={isAsked}
              onClick={() => fetcher.submit({ intent: "read_customers" }, { method: "post" })}
            >
              {t("sync.again")}
            </Button>
          </>
        )}
      </InlineStack>
    </Box>
  );
}

import { useFetcher } from "@remix-run/react";
import { Button, InlineStack, Text } from "@shopify/polaris";
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
    <InlineStack gap="300" blockAlign="center">
      <Text as="p" tone="subdued" variant="bodySm">
        {told}
      </Text>
      {canAsk && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="read_customers" />
          <Button submit variant="plain" loading={isAsked}>
            {t("sync.again")}
          </Button>
        </fetcher.Form>
      )}
    </InlineStack>
  );
}

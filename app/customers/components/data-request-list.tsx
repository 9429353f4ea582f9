import { useRevalidator } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { memo, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { useFormat } from "#app/ui/format.tsx";
import { saveAnswer } from "#app/ui/save-file.ts";
import type { DataRequestRow } from "../list-data-requests.server.ts";

/** Customers who asked what is held about them, each with the file that answers. */
export function DataRequestList({ requests }: { requests: DataRequestRow[] }) {
  const { t } = useTranslation("settings");
  const { revalidate } = useRevalidator();
  const [hasFailed, setHasFailed] = useState(false);
  const download = useCallback(
    async (id: string) => {
      const isSaved = await saveAnswer({ path: `/app/settings/privacy/${id}`, name: "data.json" });
      setHasFailed(!isSaved);
      void revalidate();
    },
    [revalidate],
  );
  if (requests.length === 0) {
    return (
      <Card>
        <EmptyState heading={t("privacy.empty.title")} image={emptyPicture}>
          <p>{t("privacy.empty.body")}</p>
        </EmptyState>
      </Card>
    );
  }
  return (
    <BlockStack gap="400">
      {hasFailed && <Banner tone="critical" title={t("privacy.failed")} />}
      <Card>
        <BlockStack gap="400">
          <Text as="p" tone="subdued">
            {t("privacy.help")}
          </Text>
          {requests.map((request) => (
            <Request key={request.id} request={request} onDownload={download} />
          ))}
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

/** Rows out of sight cost no layout when another one changes. */
const ROW_STYLE = { contentVisibility: "auto", containIntrinsicBlockSize: "auto 5.5rem" } as const;

type RequestProps = { request: DataRequestRow; onDownload: (id: string) => Promise<void> };

/** Up to two hundred: a download draws its own again, and none of the others. */
const Request = memo(function Request({ request, onDownload }: RequestProps) {
  const { t } = useTranslation("settings");
  const [isLoading, setIsLoading] = useState(false);
  const format = useFormat();
  const { customerId, customerName, requestedAt, dueAt, answeredAt } = request;
  const name = customerName ?? t("privacy.customer", { id: customerId });
  return (
    <div style={ROW_STYLE}>
      <Box borderColor="border" borderBlockStartWidth="025" paddingBlockStart="300">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <BlockStack gap="100">
            <InlineStack gap="200">
              <Text as="h3" variant="headingSm" breakWord>
                {name}
              </Text>
              <Badge tone={answeredAt ? "success" : "attention"}>
                {t(answeredAt ? "privacy.answered" : "privacy.open")}
              </Badge>
            </InlineStack>
            <Text as="p" tone="subdued">
              {t("privacy.requestedAt", { date: format.dateTime(requestedAt) })}
            </Text>
            <Text as="p" tone="subdued">
              {answeredAt
                ? t("privacy.answeredAt", { date: format.dateTime(answeredAt) })
                : t("privacy.dueAt", { date: format.dateTime(dueAt) })}
            </Text>
          </BlockStack>
          <Button
            loading={isLoading}
            accessibilityLabel={t("privacy.downloadNamed", { name })}
            onClick={() => {
              setIsLoading(true);
              void onDownload(request.id).finally(() => setIsLoading(false));
            }}
          >
            {t("privacy.download")}
          </Button>
        </InlineStack>
      </Box>
    </div>
  );
});

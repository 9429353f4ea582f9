import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Button,
  Card,
  Collapsible,
  InlineError,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { importVerdicts } from "../import-verdict.ts";
import type { ImportView } from "../read-import.server.ts";
import { CancelButton } from "./cancel-button.tsx";
import { DownloadButton } from "./download-button.tsx";
import { MappingForm } from "./mapping-form.tsx";
import { VerdictCard } from "./verdict-card.tsx";

/** What would be written, and what would not and why, before anything is. */
export function PreviewCards({ linkImport }: { linkImport: ImportView }) {
  const { t } = useTranslation("imports");
  const fetcher = useFetcher<{ ok: boolean; error?: string }>();
  const [isChoosing, setIsChoosing] = useState(false);
  const { counts, samples, stage, head, columns, id, hasList } = linkImport;
  const isBusy = fetcher.state !== "idle";
  const error = isBusy ? undefined : fetcher.data?.error;
  const count = counts.new ?? 0;
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("preview.title")}
            </Text>
            <Text as="p">{t("preview.body")}</Text>
            {count === 0 && <Text as="p">{t("preview.nothing")}</Text>}
          </BlockStack>
          <div role="status">
            {error && <InlineError fieldID="write" message={t(`errors.${error}`)} />}
          </div>
          <InlineStack gap="200">
            {count > 0 && (
              <Button
                variant="primary"
                loading={isBusy}
                onClick={() => fetcher.submit({ intent: "write" }, { method: "post" })}
              >
                {t("preview.write", { count })}
              </Button>
            )}
            <CancelButton stage={stage} />
            {hasList && <DownloadButton importId={id} />}
            {head && (
              <Button
                ariaExpanded={isChoosing}
                ariaControls="choose-columns"
                onClick={() => setIsChoosing(!isChoosing)}
              >
                {t("mapping.change")}
              </Button>
            )}
          </InlineStack>
          {head && (
            <Collapsible id="choose-columns" open={isChoosing}>
              <Box paddingBlockStart="200">
                <MappingForm head={head} columns={columns} />
              </Box>
            </Collapsible>
          )}
        </BlockStack>
      </Card>
      {importVerdicts
        .filter((verdict) => counts[verdict])
        .map((verdict) => (
          <VerdictCard
            key={verdict}
            verdict={verdict}
            count={counts[verdict] ?? 0}
            samples={samples.filter((sample) => sample.verdict === verdict)}
          />
        ))}
    </BlockStack>
  );
}

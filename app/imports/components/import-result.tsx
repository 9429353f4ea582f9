import { Banner, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { importVerdicts } from "../import-verdict.ts";
import type { ImportView } from "../read-import.server.ts";
import { DownloadButton } from "./download-button.tsx";
import { UndoButton } from "./undo-button.tsx";
import { VerdictCard } from "./verdict-card.tsx";

/** What came of an import that is over, and the way back. */
export function ImportResult({ linkImport }: { linkImport: ImportView }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const { id, stage, source, fileName, createdAt, counts, problem, problemLine } = linkImport;
  const { undoUntil, hasList } = linkImport;
  const about = { name: fileName ?? t(`sources.${source}`), date: format.dateTime(createdAt) };
  const told = importVerdicts.filter((verdict) => counts[verdict]);
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t(`result.title.${stage}`)}
          </Text>
          {problem && (
            <Banner tone={stage === "failed" ? "critical" : "warning"}>
              {t(`problems.${problem}`, { line: format.number(problemLine ?? 0) })}
            </Banner>
          )}
          {stage === "undone" && <Text as="p">{t("result.undone")}</Text>}
          {stage === "cancelled" && !counts.written && (
            <Text as="p">{t("result.nothingWritten")}</Text>
          )}
          {undoUntil && (
            <Text as="p">{t("result.undoUntil", { date: format.dateTime(undoUntil) })}</Text>
          )}
          {!hasList && told.length > 0 && (
            <Text as="p" tone="subdued">
              {t("result.forgotten")}
            </Text>
          )}
          <InlineStack gap="200">
            {hasList && <DownloadButton importId={id} />}
            {undoUntil && <UndoButton importId={id} count={counts.written ?? 0} about={about} />}
          </InlineStack>
        </BlockStack>
      </Card>
      {told.map((verdict) => (
        <VerdictCard key={verdict} verdict={verdict} count={counts[verdict] ?? 0} />
      ))}
    </BlockStack>
  );
}

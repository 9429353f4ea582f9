import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ImportSummary } from "../list-imports.server.ts";
import { importVerdicts } from "../import-verdict.ts";
import { UndoButton } from "./undo-button.tsx";

/** What was taken over before, each with what came of it. */
export function PastImports({ imports }: { imports: ImportSummary[] }) {
  const { t } = useTranslation("imports");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("past.title")}
        </Text>
        {imports.length === 0 ? (
          <BlockStack gap="100">
            <Text as="p">{t("past.emptyTitle")}</Text>
            <Text as="p" tone="subdued">
              {t("past.emptyBody")}
            </Text>
          </BlockStack>
        ) : (
          imports.map((each) => <PastImport key={each.id} past={each} />)
        )}
      </BlockStack>
    </Card>
  );
}

function PastImport({ past }: { past: ImportSummary }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const { id, source, fileName, createdAt, stage, counts, undoUntil } = past;
  const about = { name: fileName ?? t(`sources.${source}`), date: format.dateTime(createdAt) };
  const told = importVerdicts.filter((verdict) => counts[verdict]);
  return (
    <Box borderColor="border" borderBlockStartWidth="025" paddingBlockStart="300">
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <BlockStack gap="100">
          <InlineStack gap="200">
            <Text as="h3" variant="headingSm" breakWord>
              {about.name}
            </Text>
            <Badge tone={stage === "done" ? "success" : undefined}>{t(`stages.${stage}`)}</Badge>
          </InlineStack>
          <Text as="p" tone="subdued">
            {about.date}
          </Text>
          {told.length > 0 && (
            <Text as="p">
              {told
                .map((each) => `${t(`verdicts.${each}`)} ${format.number(counts[each] ?? 0)}`)
                .join(" · ")}
            </Text>
          )}
          {undoUntil && stage !== "writing" && (
            <Text as="p" tone="subdued">
              {t("result.undoUntil", { date: format.dateTime(undoUntil) })}
            </Text>
          )}
        </BlockStack>
        <InlineStack gap="200">
          <Button url={`/app/people/import/${id}`} accessibilityLabel={t("past.openNamed", about)}>
            {t("past.open")}
          </Button>
          {undoUntil && (
            <UndoButton importId={id} count={counts.written ?? counts.new ?? 0} about={about} />
          )}
        </InlineStack>
      </InlineStack>
    </Box>
  );
}

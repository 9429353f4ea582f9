import { Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ImportView } from "../read-import.server.ts";
import { CancelButton } from "./cancel-button.tsx";
import { UndoButton } from "./undo-button.tsx";

/** How far the worker has come, and the way to stop it. */
export function ProgressCard({ linkImport }: { linkImport: ImportView }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  const { id, stage, source, progress, problem, counts, createdAt, fileName } = linkImport;
  const percent = progress.of ? Math.floor((progress.done / progress.of) * 100) : 0;
  // Of a file bytes are counted, which say nothing to anybody.
  const isCounted = !(stage === "reading" && source === "csv");
  const about = { name: fileName ?? t(`sources.${source}`), date: format.dateTime(createdAt) };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t(`progress.title.${stage}`)}
          </Text>
          <Text as="p">{t(`progress.body.${stage}`)}</Text>
        </BlockStack>
        {problem && (
          <Banner tone={problem === "line_unauthorized" ? "critical" : "info"}>
            {t(`problems.${problem}`)}
          </Banner>
        )}
        <BlockStack gap="200">
          <ProgressBar progress={percent} size="small" ariaLabelledBy="import-progress" />
          <div id="import-progress">
            <Text as="p" visuallyHidden>
              {t("progress.bar")}
            </Text>
            <Text as="p" tone="subdued">
              {isCounted && progress.of
                ? t("progress.count", {
                    done: format.number(progress.done),
                    of: format.number(progress.of),
                  })
                : t("progress.percent", { percent: format.number(percent) })}
            </Text>
          </div>
          <Text as="p" tone="subdued">
            {t("progress.leave")}
          </Text>
        </BlockStack>
        {stage !== "undoing" && (
          <InlineStack gap="200">
            <CancelButton stage={stage} />
            {stage === "writing" && (
              <UndoButton importId={id} count={counts.new ?? 0} about={about} />
            )}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

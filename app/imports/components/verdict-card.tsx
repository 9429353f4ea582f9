import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { type ImportVerdict, notTaken } from "../import-verdict.ts";
import type { ImportSample } from "../read-import.server.ts";

/** Rows of one verdict: how many, what it means, and the first of them. */
export function VerdictCard({
  verdict,
  count,
  samples = [],
}: {
  verdict: ImportVerdict;
  count: number;
  samples?: ImportSample[];
}) {
  const { t } = useTranslation("imports");
  const isLeft = (notTaken as readonly string[]).includes(verdict);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {t(`verdicts.${verdict}`)}
            </Text>
            <Badge tone={isLeft ? "attention" : "success"}>{t("people", { count })}</Badge>
          </InlineStack>
          <Text as="p" tone="subdued">
            {t(`verdictHelp.${verdict}`)}
          </Text>
        </BlockStack>
        {samples.length > 0 && <Samples samples={samples} />}
      </BlockStack>
    </Card>
  );
}

function Samples({ samples }: { samples: ImportSample[] }) {
  const { t } = useTranslation("imports");
  const format = useFormat();
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued" variant="bodySm">
        {t("preview.samples", { count: samples.length })}
      </Text>
      <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: 8 }}>
        {samples.map((sample) => (
          <li key={sample.line} style={{ overflowWrap: "anywhere" }}>
            <Text as="span" tone="subdued">
              {t("preview.line")} {format.number(sample.line)}
              {" · "}
            </Text>
            {sample.lineName ?? sample.lineUserId ?? t("unnamed")}
            {" ↔ "}
            {sample.customerName ?? sample.customer ?? t("unnamed")}
            {sample.reason && (
              <Text as="span" tone="subdued">
                {" · "}
                {t(`reasons.${sample.reason}`)}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}

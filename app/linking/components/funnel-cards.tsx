import {
  BlockStack,
  Card,
  EmptyState,
  InlineStack,
  List,
  Select,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useIsInBrowser } from "#app/ui/deferred.tsx";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { useFormat } from "#app/ui/format.tsx";
import { NumberTable } from "#app/ui/number-table.tsx";
import { type LinkFunnel, stepsByDay, sumSteps } from "../link-funnel.ts";
import { type LinkMethod, linkMethods } from "../link-method.ts";
import { linkStepNames } from "../link-step.ts";

// The library of the chart is larger than all the rest of the page, and draws in the browser only.
const FunnelChart = lazy(async () => ({
  default: (await import("./funnel-chart.tsx")).FunnelChart,
}));

/** How far people got on each way to a tie: drawn by day, and as a table by way. */
export function FunnelCards({ funnel }: { funnel: LinkFunnel }) {
  const { t } = useTranslation("linking");
  if (funnel.counts.length === 0) {
    return (
      <Card>
        <EmptyState
          heading={t("funnel.empty.title")}
          image={emptyPicture}
          action={{ content: t("funnel.empty.action"), url: "/app/settings/linking" }}
        >
          <p>{t("funnel.empty.body")}</p>
        </EmptyState>
      </Card>
    );
  }
  return (
    <BlockStack gap="400">
      <ByDay funnel={funnel} />
      <ByWay funnel={funnel} />
      <Explanation />
    </BlockStack>
  );
}

function ByDay({ funnel }: { funnel: LinkFunnel }) {
  const { t } = useTranslation("linking");
  const isInBrowser = useIsInBrowser();
  const [method, setMethod] = useState<LinkMethod | null>(null);
  const days = useMemo(() => stepsByDay(funnel, method), [funnel, method]);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("funnel.chart")}
          </Text>
          <Select
            label={t("funnel.way")}
            labelInline
            value={method ?? ""}
            options={[
              { label: t("funnel.total"), value: "" },
              ...linkMethods.map((each) => ({ label: t(`funnel.methods.${each}`), value: each })),
            ]}
            onChange={(next) => setMethod(linkMethods.find((each) => each === next) ?? null)}
          />
        </InlineStack>
        <div role="img" aria-label={t("funnel.chart")} style={{ blockSize: 280 }}>
          {isInBrowser && (
            <Suspense fallback={null}>
              <FunnelChart days={days} />
            </Suspense>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

/** A table; at 390 px, where its columns would be out of sight, a paragraph for each way. */
function ByWay({ funnel: { counts } }: { funnel: LinkFunnel }) {
  const { t } = useTranslation("linking");
  const { smDown } = useBreakpoints();
  const headings = [
    t("funnel.way"),
    ...linkStepNames.map((step) => t(`funnel.steps.${step}`)),
    t("funnel.rate"),
  ];
  const format = useFormat();
  const rows = [...linkMethods, null].map((method) => {
    const sum = sumSteps(counts, (each) => method === null || each.method === method);
    const share = sum.started > 0 ? sum.linked / sum.started : null;
    return [
      method ? t(`funnel.methods.${method}`) : t("funnel.total"),
      ...linkStepNames.map((step) => format.number(sum[step])),
      // Who was linked without starting a way, by staff or a take-over, is no share of those who started.
      method && share !== null ? percent(share, format.locale) : "–",
    ];
  });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("funnel.table")}
        </Text>
        {smDown ? (
          rows.filter(hasHappened).map(([way, ...numbers]) => (
            <BlockStack key={way}>
              <Text as="h3" variant="headingSm">
                {way}
              </Text>
              <Text as="p">
                {numbers.map((number, index) => `${headings[index + 1]} ${number}`).join(" · ")}
              </Text>
            </BlockStack>
          ))
        ) : (
          <NumberTable label={t("funnel.tableLabel")} headings={headings} rows={rows} />
        )}
      </BlockStack>
    </Card>
  );
}

/** Any number of a row but 0. */
const hasHappened = ([, ...numbers]: string[]) => numbers.some((number) => /[1-9]/.test(number));

const percent = (share: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share);

function Explanation() {
  const { t } = useTranslation("linking");
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("funnel.explain.heading")}
        </Text>
        <Text as="p">{t("funnel.explain.body")}</Text>
        <List>
          {linkStepNames.map((step) => (
            <List.Item key={step}>{t(`funnel.explain.${step}`)}</List.Item>
          ))}
        </List>
        <Text as="p">{t("funnel.explain.rest")}</Text>
      </BlockStack>
    </Card>
  );
}

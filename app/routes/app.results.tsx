import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Card, EmptyState, InlineStack, Page, Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { ResultTotals } from "#app/recovery/components/result-totals.tsx";
import { ResultsByDay } from "#app/recovery/components/results-by-day.tsx";
import { ResultsByStep } from "#app/recovery/components/results-by-step.tsx";
import { SendList } from "#app/recovery/components/send-list.tsx";
import { readResults, readResultsRule } from "#app/recovery/read-results.server.ts";
import { readSends } from "#app/recovery/read-sends.server.ts";
import { readResultsQuery } from "#app/recovery/results-query.ts";
import { RANGE_DAYS, resultsRange } from "#app/recovery/results-range.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { PageErrorBanner } from "#app/ui/page-error.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("results");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const query = readResultsQuery(new URL(request.url).searchParams);
  const range = resultsRange({ days: query.days, now: now(), timeZone: shop.timeZone });
  const filter = { state: query.state, delayMinutes: query.step, from: range.from };
  const [rule, sends] = await Promise.all([
    readResultsRule({ db, shopId: shop.id }),
    readSends({ db, shopId: shop.id, filter, after: query.after }),
  ]);
  const { attributionDays, steps } = rule;
  return {
    query,
    sends,
    attributionDays,
    stepsOn: steps.filter(({ isOn }) => isOn).map(({ delayMinutes }) => ({ delayMinutes })),
    // Not awaited: months of a large shop take a moment to count.
    results: readResults({ db, shop, range, rule }),
  };
}

export default function ResultsPage() {
  const { t } = useTranslation("results");
  const { query, results, sends, attributionDays, stepsOn } = useLoaderData<typeof loader>();
  const [, setParameters] = useSearchParams();
  const isLoading = useNavigation().state === "loading";
  const change = (changes: Record<string, string>) =>
    setParameters(
      (before) => {
        const parameters = new URLSearchParams(before);
        parameters.delete("after");
        for (const [name, value] of Object.entries(changes)) {
          if (value) parameters.set(name, value);
          else parameters.delete(name);
        }
        return parameters;
      },
      { preventScrollReset: true },
    );
  const isFiltered = query.state !== undefined || query.step !== undefined || query.after !== null;
  const hasSends = sends.rows.length > 0 || isFiltered;
  const list = <SendList rows={sends.rows} next={sends.next} query={query} onChange={change} />;
  const counting = (
    <BlockStack gap="400">
      <ResultTotals totals={null} attributionDays={attributionDays} />
      <ResultsByDay days={null} />
      <ResultsByStep steps={stepsOn} />
    </BlockStack>
  );
  return (
    <Page
      title={t("title")}
      subtitle={t("subtitle")}
      secondaryActions={[{ content: t("sends.waiting"), url: "/app/sends" }]}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <InlineStack>
            <Select
              label={t("range.label")}
              labelInline
              value={String(query.days)}
              options={RANGE_DAYS.map((days) => ({
                value: String(days),
                label: t("range.days", { count: days }),
              }))}
              onChange={(days) => change({ days })}
            />
          </InlineStack>
        </Box>
        <div aria-busy={isLoading} aria-live="polite" style={isLoading ? { opacity: 0.6 } : {}}>
          <BlockStack gap="400">
            <Deferred
              // Another range is counted anew; a filter of the list leaves the numbers standing.
              key={query.days}
              value={results}
              fallback={counting}
              failed={<PageErrorBanner />}
            >
              {({ totals, days, steps }) =>
                hasSends || totals.checkouts > 0 ? (
                  <BlockStack gap="400">
                    <ResultTotals totals={totals} attributionDays={attributionDays} />
                    <ResultsByDay days={days} />
                    <ResultsByStep steps={steps} />
                    {!hasSends && list}
                  </BlockStack>
                ) : (
                  <NothingYet />
                )
              }
            </Deferred>
            {hasSends && list}
          </BlockStack>
        </div>
      </BlockStack>
    </Page>
  );
}

function NothingYet() {
  const { t } = useTranslation("results");
  return (
    <Card>
      <EmptyState
        heading={t("empty.title")}
        image={emptyPicture}
        action={{ content: t("empty.action"), url: "/app/recovery" }}
      >
        <p>{t("empty.body")}</p>
      </EmptyState>
    </Card>
  );
}

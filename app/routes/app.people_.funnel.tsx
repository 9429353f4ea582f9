import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Card,
  InlineStack,
  Page,
  Select,
  SkeletonBodyText,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FunnelCards } from "#app/linking/components/funnel-cards.tsx";
import { DEFAULT_FUNNEL_DAYS, FUNNEL_DAYS } from "#app/linking/link-funnel.ts";
import { readLinkFunnel } from "#app/linking/read-link-funnel.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import { PageErrorBanner } from "#app/ui/page-error.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("linking", "funnel.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const told = Number(new URL(request.url).searchParams.get("days"));
  const days = FUNNEL_DAYS.find((each) => each === told) ?? DEFAULT_FUNNEL_DAYS;
  return { days, funnel: readLinkFunnel({ db, shop, days, now: now() }) };
}

export default function LinkFunnelPage() {
  const { t } = useTranslation(["linking", "people"]);
  const { days, funnel } = useLoaderData<typeof loader>();
  const [, setParameters] = useSearchParams();
  return (
    <Page
      title={t("funnel.title")}
      subtitle={t("funnel.subtitle")}
      backAction={{ content: t("people:title"), url: "/app/people" }}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <InlineStack>
            <Select
              label={t("funnel.range")}
              labelInline
              value={String(days)}
              options={FUNNEL_DAYS.map((each) => ({
                value: String(each),
                label: t("funnel.days", { count: each }),
              }))}
              onChange={(next) => setParameters({ days: next }, { preventScrollReset: true })}
            />
          </InlineStack>
        </Box>
        <Deferred
          key={days}
          value={funnel}
          fallback={
            <Card>
              <SkeletonBodyText lines={10} />
            </Card>
          }
          failed={<PageErrorBanner />}
        >
          {(counted) => <FunnelCards funnel={counted} />}
        </Deferred>
      </BlockStack>
    </Page>
  );
}

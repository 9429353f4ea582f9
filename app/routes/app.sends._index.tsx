import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Card,
  EmptyState,
  InlineGrid,
  Page,
  Select,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { refreshHeldChannel } from "#app/channels/refresh-quota.server.ts";
import { dropSends } from "#app/messages/drop-sends.server.ts";
import { releaseSends } from "#app/messages/release-sends.server.ts";
import { restoreSends } from "#app/messages/restore-sends.server.ts";
import { HANDLINGS, TROUBLES } from "#app/messages/trouble.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { TroubledSends } from "#app/recovery/components/troubled-sends.tsx";
import { readTroubledSends } from "#app/recovery/read-troubled-sends.server.ts";
import { readSendsQuery, REASONS_OF, type SendsQuery } from "#app/recovery/sends-query.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import emptyPicture from "#app/ui/empty-picture.svg?url";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("sends");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const query = readSendsQuery(new URL(request.url).searchParams);
  return { query, list: await readTroubledSends({ db, shopId: shop.id, query, now: now() }) };
}

const HANDLE = { release: releaseSends, drop: dropSends, restore: restoreSends };

const handling = z.object({
  how: z.enum(HANDLINGS),
  sendIds: z
    .string()
    .transform((ids) => [...new Set(ids.split(","))])
    .pipe(z.array(z.uuid()).max(100)),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const asked = handling.safeParse({
    how: fieldOf(form, "intent"),
    sendIds: fieldOf(form, "sendIds"),
  });
  if (!asked.success) return data({ ok: false as const }, { status: 400 });
  const { how, sendIds } = asked.data;
  const at = { db, shopId: shop.id, now: now() };
  // What is held for the channel goes only when LINE says that it is well again.
  if (how === "release") await refreshHeldChannel(at);
  const done = await HANDLE[how]({ ...at, sendIds, actor: `staff:${staff.id}` });
  return { ok: true as const, done: done.length, moved: sendIds.length - done.length };
}

export default function Sends() {
  const { t } = useTranslation("sends");
  const { query, list } = useLoaderData<typeof loader>();
  const [, setParameters] = useSearchParams();
  const isLoading = useNavigation().state === "loading";
  const change = (to: Partial<Record<"show" | "reason" | "after", string>>) =>
    setParameters((before) => {
      const parameters = new URLSearchParams(before);
      for (const name of ["after", ...("show" in to ? ["reason"] : [])]) parameters.delete(name);
      for (const [name, value] of Object.entries(to)) {
        if (value) parameters.set(name, value);
        else parameters.delete(name);
      }
      return parameters;
    });
  const { show, after } = query;
  return (
    <Page
      fullWidth
      title={t("title")}
      subtitle={t("subtitle")}
      backAction={{ content: t("empty.action"), url: "/app/results" }}
    >
      <Card padding="0">
        <Box padding="400">
          <BlockStack gap="300">
            <Filters query={query} onChange={change} />
            <Text as="p" tone="subdued">
              {t(`about.${show}`)}
            </Text>
          </BlockStack>
        </Box>
        {list.rows.length === 0 ? (
          <Nothing query={query} />
        ) : (
          <TroubledSends
            key={`${show} ${query.reason} ${after}`}
            rows={list.rows}
            show={show}
            isLoading={isLoading}
            onFirst={after ? () => change({}) : undefined}
            onNext={list.next ? () => change({ after: list.next ?? "" }) : undefined}
          />
        )}
      </Card>
    </Page>
  );
}

function Filters({
  query,
  onChange,
}: {
  query: SendsQuery;
  onChange: (to: { show: string } | { reason: string }) => void;
}) {
  const { t } = useTranslation(["sends", "results"]);
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
      <Select
        label={t("show")}
        value={query.show}
        options={TROUBLES.map((value) => ({ value, label: t(`troubles.${value}`) }))}
        onChange={(show) => onChange({ show })}
      />
      <Select
        label={t("reason")}
        value={query.reason ?? ""}
        options={[
          { value: "", label: t("all") },
          ...REASONS_OF[query.show].map((value) => ({
            value,
            label: t(`results:reasons.${value}`),
          })),
        ]}
        onChange={(reason) => onChange({ reason })}
      />
    </InlineGrid>
  );
}

/** What would stand here, and where to look instead. */
function Nothing({ query }: { query: SendsQuery }) {
  const { t } = useTranslation("sends");
  if (query.reason) {
    return (
      <Box padding="600">
        <Text as="p" tone="subdued" alignment="center">
          {t("filtered")}
        </Text>
      </Box>
    );
  }
  return (
    <EmptyState
      heading={t(`empty.${query.show}.title`)}
      image={emptyPicture}
      action={{ content: t("empty.action"), url: "/app/results" }}
    >
      <p>{t(`empty.${query.show}.body`)}</p>
    </EmptyState>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Badge, Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { chooseColumns } from "#app/imports/choose-columns.server.ts";
import { ImportResult } from "#app/imports/components/import-result.tsx";
import { MappingCard } from "#app/imports/components/mapping-card.tsx";
import { PreviewCards } from "#app/imports/components/preview-cards.tsx";
import { ProgressCard } from "#app/imports/components/progress-card.tsx";
import { useRefreshWhile } from "#app/imports/components/use-refresh-while.ts";
import { isMoving } from "#app/imports/import-stage.ts";
import { readImport } from "#app/imports/read-import.server.ts";
import { steerImport } from "#app/imports/steer-import.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { useFormat } from "#app/ui/format.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("imports");

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const importId = z.uuid().safeParse(params.id);
  const found =
    importId.success && (await readImport({ db, shopId: shop.id, importId: importId.data }));
  if (!found) throw new Response(null, { status: 404 });
  return { linkImport: found };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const form = await readForm(request);
  const refused = (error: string, status = 422) => data({ ok: false as const, error }, { status });
  const importId = z.uuid().safeParse(params.id);
  if (!importId.success) return refused("unknown_import", 404);
  const at = { db, shopId: shop.id, importId: importId.data };
  const steer = (how: "write" | "cancel" | "undo") =>
    steerImport({ ...at, how, actor: `staff:${staff.id}`, now: now() });
  switch (fieldOf(form, "intent")) {
    case "columns": {
      const choice = {
        line: fieldOf(form, "line"),
        customer: fieldOf(form, "customer"),
        email: fieldOf(form, "email"),
        hasHeader: fieldOf(form, "hasHeader") === "true",
      };
      const { outcome } = await chooseColumns({ ...at, choice });
      if (outcome === "reading") return data({ ok: true as const });
      return refused(outcome, outcome === "unknown_import" ? 404 : 422);
    }
    case "write":
    case "cancel":
    case "undo": {
      const { outcome } = await steer(fieldOf(form, "intent") as "write" | "cancel" | "undo");
      if (outcome === "done") return data({ ok: true as const });
      return refused(outcome, outcome === "unknown_import" ? 404 : 422);
    }
    default:
      return refused("failed", 400);
  }
}

export default function ImportPage() {
  const { t } = useTranslation("imports");
  const { linkImport } = useLoaderData<typeof loader>();
  const format = useFormat();
  const { stage, fileName, source, createdAt } = linkImport;
  useRefreshWhile(isMoving(stage));
  return (
    <Page
      title={fileName ?? t(`sources.${source}`)}
      subtitle={format.dateTime(createdAt)}
      titleMetadata={<Badge>{t(`stages.${stage}`)}</Badge>}
      backAction={{ content: t("title"), url: "/app/people/import" }}
    >
      <BlockStack gap="400">
        {linkImport.isOtherProvider && (
          <Banner tone="critical" title={t("otherProvider.title")}>
            {t("otherProvider.body")}
          </Banner>
        )}
        {isMoving(stage) ? (
          <ProgressCard linkImport={linkImport} />
        ) : stage === "mapping" ? (
          <MappingCard linkImport={linkImport} />
        ) : stage === "preview" ? (
          <PreviewCards linkImport={linkImport} />
        ) : (
          <ImportResult linkImport={linkImport} />
        )}
      </BlockStack>
    </Page>
  );
}

import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Layout, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { beginCrmPlusImport } from "#app/imports/begin-crm-plus-import.server.ts";
import { channelOfImport } from "#app/imports/channel-of-import.server.ts";
import { CrmPlusCard } from "#app/imports/components/crm-plus-card.tsx";
import { PastImports } from "#app/imports/components/past-imports.tsx";
import { UploadCard } from "#app/imports/components/upload-card.tsx";
import { openStages } from "#app/imports/import-stage.ts";
import { listImports } from "#app/imports/list-imports.server.ts";
import { receiveFile } from "#app/imports/receive-file.server.ts";
import { steerImport } from "#app/imports/steer-import.server.ts";
import { uploadImport } from "#app/imports/upload-import.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("imports");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const shopId = shop.id;
  const [imports, channel] = await Promise.all([
    listImports({ db, shopId }),
    channelOfImport({ db, shopId }),
  ]);
  return { imports, isConnected: channel !== null };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const by = { db, shopId: shop.id, actor: `staff:${staff.id}`, now: now() };
  const refused = (error: string) => data({ ok: false as const, error }, { status: 422 });
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    const uploaded = await receiveFile(request, (file) => uploadImport({ ...by, ...file }));
    if (uploaded.outcome === "uploaded") throw redirect(`/app/people/import/${uploaded.importId}`);
    return refused(uploaded.reason);
  }
  const form = await readForm(request);
  switch (fieldOf(form, "intent")) {
    case "crm_plus": {
      const begun = await beginCrmPlusImport(by);
      if (begun.outcome !== "refused") throw redirect(`/app/people/import/${begun.importId}`);
      return refused(begun.reason);
    }
    case "undo": {
      const importId = z.uuid().safeParse(fieldOf(form, "importId"));
      const { outcome } = importId.success
        ? await steerImport({ ...by, importId: importId.data, how: "undo" })
        : { outcome: "unknown_import" };
      return outcome === "done" ? data({ ok: true as const }) : refused(outcome);
    }
    default:
      return data({ ok: false as const, error: "failed" }, { status: 400 });
  }
}

export default function Import() {
  const { t } = useTranslation("imports");
  const { imports, isConnected } = useLoaderData<typeof loader>();
  const underWay = imports.find(({ stage }) => openStages.includes(stage));
  return (
    <Page
      title={t("title")}
      subtitle={t("subtitle")}
      backAction={{ content: t("people:title"), url: "/app/people" }}
    >
      <BlockStack gap="400">
        {!isConnected ? (
          <Banner
            tone="warning"
            title={t("notConnected.title")}
            action={{ content: t("notConnected.action"), url: "/app/settings" }}
          >
            {t("notConnected.body")}
          </Banner>
        ) : underWay ? (
          <Banner
            tone="info"
            title={t("underWay.title")}
            action={{ content: t("underWay.action"), url: `/app/people/import/${underWay.id}` }}
          >
            {t("underWay.body")}
          </Banner>
        ) : (
          <Layout>
            <Layout.Section>
              <UploadCard />
            </Layout.Section>
            <Layout.Section variant="oneThird">
              <CrmPlusCard />
            </Layout.Section>
          </Layout>
        )}
        <PastImports imports={imports} />
      </BlockStack>
    </Page>
  );
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { DataRequestList } from "#app/customers/components/data-request-list.tsx";
import { listDataRequests } from "#app/customers/list-data-requests.server.ts";
import { db } from "#app/platform/database.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("settings", "privacy.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  return { requests: await listDataRequests({ db, shopId: shop.id }) };
}

export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  const { t } = useTranslation("settings");
  return (
    <Page
      title={t("privacy.title")}
      backAction={{ content: t("title"), url: "/app/settings" }}
      narrowWidth
    >
      <DataRequestList requests={requests} />
    </Page>
  );
}

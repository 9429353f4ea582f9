import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { LinkSettingsForm } from "#app/linking/components/link-settings-form.tsx";
import { type LinkSettingsErrors, parseLinkSettings } from "#app/linking/link-settings.ts";
import { readLinkSettings } from "#app/linking/read-link-settings.server.ts";
import { saveLinkSettings } from "#app/linking/save-link-settings.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("settings", "linking.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  return { settings: await readLinkSettings({ db, shopId: shop.id }) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const parsed = parseLinkSettings(Object.fromEntries(await readForm(request)));
  if (parsed.outcome === "invalid") {
    return data({ ok: false as const, errors: parsed.errors }, { status: 422 });
  }
  const { settings } = parsed;
  const saved = await saveLinkSettings({
    db,
    shopId: shop.id,
    settings,
    actor: `staff:${staff.id}`,
    now: now(),
  });
  if (saved.outcome === "unknown_tag") {
    const errors: LinkSettingsErrors = { friendTagId: "tag_unknown" };
    return data({ ok: false as const, errors }, { status: 422 });
  }
  return { ok: true as const };
}

export default function Linking() {
  const { settings } = useLoaderData<typeof loader>();
  const { t } = useTranslation("settings");
  return (
    <Page
      title={t("linking.title")}
      backAction={{ content: t("title"), url: "/app/settings" }}
      narrowWidth
    >
      <LinkSettingsForm settings={settings} />
    </Page>
  );
}

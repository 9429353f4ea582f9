import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { LiffSetupCard } from "#app/linking/components/liff/liff-setup-card.tsx";
import { LinkSettingsForm } from "#app/linking/components/link-settings-form.tsx";
import { readLiffSetup } from "#app/linking/liff/read-liff-setup.server.ts";
import { type LinkSettingsErrors, parseLinkSettings } from "#app/linking/link-settings.ts";
import { readLinkSettingsPage } from "#app/linking/read-link-settings-page.server.ts";
import { readLinkSettings } from "#app/linking/read-link-settings.server.ts";
import { saveLinkSettings } from "#app/linking/save-link-settings.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import lineTalkStyles from "#app/ui/line-talk/line-talk.css?url";
import { pageTitle } from "#app/ui/page-title.ts";

export const links = () => [{ rel: "stylesheet", href: lineTalkStyles }];

export const meta = pageTitle("settings", "linking.title");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const at = now();
  const [settings, page] = await Promise.all([
    readLinkSettings({ db, shopId: shop.id }),
    readLinkSettingsPage({ db, shop, now: at }),
  ]);
  const liff = await readLiffSetup({ db, shopId: shop.id, liffId: settings.liffId });
  return { settings, ...page, liff };
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
  const { settings, tags, preview, liff } = useLoaderData<typeof loader>();
  const { t } = useTranslation(["settings", "linking"]);
  return (
    <Page
      title={t("linking.title")}
      subtitle={t("linking.about")}
      backAction={{ content: t("title"), url: "/app/settings" }}
      secondaryActions={[{ content: t("linking:funnel.open"), url: "/app/people/funnel" }]}
    >
      <BlockStack gap="400">
        <LinkSettingsForm settings={settings} tags={tags} preview={preview} />
        <LiffSetupCard setup={liff} />
      </BlockStack>
    </Page>
  );
}

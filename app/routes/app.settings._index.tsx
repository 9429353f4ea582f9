import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { changesChannel, channelRequest } from "#app/channels/channel-request.ts";
import { readChannelSettings } from "#app/channels/channel-settings.server.ts";
import { BotCard } from "#app/channels/components/bot-card.tsx";
import { ChannelFormCard } from "#app/channels/components/channel-form-card.tsx";
import { DisconnectCard } from "#app/channels/components/disconnect-card.tsx";
import { ProofCard } from "#app/channels/components/proof-card.tsx";
import { SetupStepsCard } from "#app/channels/components/setup-steps-card.tsx";
import { WebhookCard } from "#app/channels/components/webhook-card.tsx";
import { lookAtLine } from "#app/channels/look-at-line.server.ts";
import { performChannelRequest } from "#app/channels/perform-channel-request.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { readForm } from "#app/platform/read-form.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { pageTitle } from "#app/ui/page-title.ts";
import { SubPageCard } from "#app/ui/sub-page-card.tsx";

export const meta = pageTitle("settings");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const at = { db, shopId: shop.id, now: now() };
  const settings = await readChannelSettings(at);
  // Not awaited: what is stored is shown at once, and LINE's word follows.
  return { settings, look: settings.channel ? lookAtLine(at) : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const parsed = channelRequest.safeParse(Object.fromEntries(await readForm(request)));
  if (!parsed.success) throw data(null, { status: 400 });
  const answer = await performChannelRequest({
    db,
    shopId: shop.id,
    request: parsed.data,
    actor: `staff:${staff.id}`,
    now: now(),
  });
  return data(answer, { status: answer.ok ? 200 : 422 });
}

export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  defaultShouldRevalidate && changesChannel(formData?.get("intent"));

export default function Settings() {
  const { settings, look } = useLoaderData<typeof loader>();
  const { t } = useTranslation("settings");
  const { channel, callbackUrl } = settings;
  return (
    <Page title={t("title")} narrowWidth>
      <BlockStack gap="400">
        {channel && <BotCard channel={channel} look={look} />}
        <ChannelFormCard
          key={channel?.messagingChannelId ?? "new"}
          channel={channel}
          callbackUrl={callbackUrl}
        />
        {channel && <WebhookCard webhook={channel.webhook} look={look} />}
        {channel && <SetupStepsCard channel={channel} look={look} />}
        {channel && <ProofCard channel={channel} />}
        <SubPageCard
          title={t("linking.title")}
          about={t("linking.about")}
          open={t("linking.open")}
          url="/app/settings/linking"
        />
        <SubPageCard
          title={t("privacy.title")}
          about={t("privacy.about")}
          open={t("privacy.openPage")}
          url="/app/settings/privacy"
        />
        {channel && <DisconnectCard previousUrl={channel.webhook.previousUrl} />}
      </BlockStack>
    </Page>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Page, SkeletonBodyText, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { readChannelSettings } from "#app/channels/channel-settings.server.ts";
import { countOpenDataRequests } from "#app/customers/count-open-data-requests.server.ts";
import { countPeople } from "#app/linking/count-people.server.ts";
import { themeEditorUrls } from "#app/linking/theme-editor-urls.server.ts";
import { readSendAlerts } from "#app/messages/read-send-alerts.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { readRecoveryStatus } from "#app/recovery/read-recovery-status.server.ts";
import { readWeekNumbers } from "#app/recovery/read-results.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { countSetAsideEvents } from "#app/shops/count-set-aside-events.server.ts";
import { dismissSetup } from "#app/shops/dismiss-setup.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import { type Alert, Alerts } from "#app/ui/home/alerts.tsx";
import { type SetupItem, SetupList } from "#app/ui/home/setup-list.tsx";
import { useThemeBlock } from "#app/ui/home/use-theme-block.ts";
import { WeekNumbers } from "#app/ui/home/week-numbers.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("home");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const about = { db, shopId: shop.id };
  const [{ channel }, recovery, sends, dataRequests, setAside] = await Promise.all([
    readChannelSettings(about),
    readRecoveryStatus(about),
    readSendAlerts({ ...about, now: now() }),
    countOpenDataRequests(about),
    countSetAsideEvents(about),
  ]);
  return {
    channel: channel && {
      isComplete: channel.loginChannelId !== null && channel.webhook.mode !== "undecided",
      isUndecided: channel.webhook.mode === "undecided",
      isProved: channel.testDisplayName !== null,
      isRefused: channel.isRefused,
      isQuotaSpent: channel.quota?.isHeld ?? false,
    },
    recovery,
    alerts: { ...sends, dataRequests, setAside },
    editor: themeEditorUrls(),
    isSetupDismissed: shop.setupDismissedAt !== null,
    // Not awaited: the set-up list is drawn at once, and the numbers follow.
    numbers: Promise.all([readWeekNumbers({ db, shop, now: now() }), countPeople(about)]),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  await dismissSetup({ db, shopId: shop.id, now: now() });
  return { ok: true };
}

export default function Home() {
  const { t } = useTranslation("home");
  const { channel, recovery, alerts, editor, isSetupDismissed, numbers } =
    useLoaderData<typeof loader>();
  const dismissal = useFetcher();
  const hasThemeBlock = useThemeBlock();
  const isDismissed = isSetupDismissed || dismissal.state !== "idle";
  const items: SetupItem[] = [
    { name: "connect", isDone: channel?.isComplete ?? false, url: "/app/settings" },
    { name: "prove", isDone: channel?.isProved ?? false, url: "/app/settings" },
    { name: "theme", isDone: hasThemeBlock ?? false, url: editor.block },
    { name: "recovery", isDone: recovery.isOn && recovery.stepsOn > 0, url: "/app/recovery" },
  ];
  const showSetup = !isDismissed || items.slice(0, 2).some((item) => !item.isDone);
  return (
    <Page title={t("title")}>
      <BlockStack gap="400">
        <Alerts alerts={listAlerts(channel, alerts)} />
        {showSetup && (
          <SetupList
            items={items}
            onDismiss={() => void dismissal.submit(null, { method: "post", action: "?index" })}
          />
        )}
        <Deferred value={numbers} fallback={<Loading />} failed={<Failed />}>
          {([week, people]) => <WeekNumbers week={week} people={people} />}
        </Deferred>
      </BlockStack>
    </Page>
  );
}

type LoaderData = ReturnType<typeof useLoaderData<typeof loader>>;

const COUNTED = ["waitingForQuota", "rejected", "unknown", "dataRequests", "setAside"] as const;

function listAlerts(channel: LoaderData["channel"], counts: LoaderData["alerts"]): Alert[] {
  const found: Alert[] = [];
  if (channel?.isRefused) found.push({ name: "refused" });
  if (channel?.isUndecided) found.push({ name: "undecided" });
  if (channel?.isQuotaSpent) found.push({ name: "quotaSpent" });
  for (const name of COUNTED) {
    if (counts[name] > 0) found.push({ name, count: counts[name] });
  }
  return found;
}

function Loading() {
  const { t } = useTranslation("home");
  return (
    <Card>
      <Text as="p" visuallyHidden>
        {t("loading")}
      </Text>
      <SkeletonBodyText lines={4} />
    </Card>
  );
}

function Failed() {
  const { t } = useTranslation("home");
  return (
    <Card>
      <Text as="p" tone="critical">
        {t("failed")}
      </Text>
    </Card>
  );
}

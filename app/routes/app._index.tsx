import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import {
  type ChannelSettings,
  readChannelSettings,
} from "#app/channels/channel-settings.server.ts";
import { countOpenDataRequests } from "#app/customers/count-open-data-requests.server.ts";
import { countUnfollows } from "#app/friends/count-unfollows.server.ts";
import { isUnfollowJump } from "#app/friends/unfollow-jump.ts";
import { countPeople } from "#app/linking/count-people.server.ts";
import { themeEditorUrls } from "#app/linking/theme-editor-urls.server.ts";
import { readSendAlerts } from "#app/messages/read-send-alerts.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { readForm } from "#app/platform/read-form.server.ts";
import { readRecoveryStatus } from "#app/recovery/read-recovery-status.server.ts";
import { readWeekNumbers } from "#app/recovery/read-results.server.ts";
import { type AlertFacts, DISMISSIBLE, listAlerts } from "#app/shops/alerts.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";
import { countSetAsideEvents } from "#app/shops/count-set-aside-events.server.ts";
import { dismissAlert, readDismissals } from "#app/shops/dismiss-alert.server.ts";
import { dismissSetup } from "#app/shops/dismiss-setup.server.ts";
import { putBackEvents } from "#app/shops/put-back-events.server.ts";
import { readSilences } from "#app/shops/read-silences.server.ts";
import { Deferred } from "#app/ui/deferred.tsx";
import { Alerts } from "#app/ui/home/alerts.tsx";
import { type SetupItem, SetupList } from "#app/ui/home/setup-list.tsx";
import { useThemeBlock } from "#app/ui/home/use-theme-block.ts";
import { WeekNumbers } from "#app/ui/home/week-numbers.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("home");

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const about = { db, shopId: shop.id };
  const at = { ...about, now: now() };
  const dismissed = await readDismissals(about);
  const [{ channel }, recovery, sends, unfollows, silence, dataRequests, setAside] =
    await Promise.all([
      readChannelSettings(about),
      readRecoveryStatus(about),
      readSendAlerts({ ...at, rejectedSince: dismissed.rejected ?? null }),
      countUnfollows({ ...at, after: dismissed.unfollows ?? null }),
      readSilences(about),
      countOpenDataRequests(about),
      countSetAsideEvents(about),
    ]);
  const facts = {
    ...sends,
    line: channel && lineFacts(channel),
    unfollows: { ...unfollows, isJump: isUnfollowJump(unfollows) },
    silence,
    dataRequests,
    setAside,
  };
  return {
    channel: channel && {
      isComplete: channel.loginChannelId !== null && channel.webhook.mode !== "undecided",
      isProved: channel.testDisplayName !== null,
    },
    recovery,
    alerts: listAlerts(facts, dismissed, at.now),
    readAt: at.now.toISOString(),
    editor: themeEditorUrls(),
    isSetupDismissed: shop.setupDismissedAt !== null,
    // Not awaited: the set-up list is drawn at once, and the numbers follow.
    numbers: Promise.all([readWeekNumbers({ db, shop, now: at.now }), countPeople(about)]),
  };
}

const toDate = (iso: string | null) => (iso === null ? null : new Date(iso));

function lineFacts(channel: NonNullable<ChannelSettings["channel"]>): AlertFacts["line"] {
  const { quota, webhook } = channel;
  const hasWebhook = webhook.mode === "own";
  return {
    refused: channel.isRefused ? { since: toDate(channel.refusedSince) } : null,
    isUndecided: webhook.mode === "undecided",
    hasWebhook,
    webhookProblem:
      hasWebhook && webhook.problem
        ? { what: webhook.problem.what, since: toDate(webhook.problem.since) }
        : null,
    quota: quota && {
      limit: quota.limit,
      used: quota.used,
      readAt: new Date(quota.readAt),
      spentSince: toDate(quota.spentSince),
    },
  };
}

const homeRequest = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("dismiss_setup") }),
  z.object({
    intent: z.literal("dismiss_alert"),
    name: z.enum(DISMISSIBLE),
    seenAt: z.iso.datetime().pipe(z.coerce.date()),
  }),
  z.object({ intent: z.literal("put_back_events") }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, staff } = await authenticateStaff(request);
  const { data: asked } = homeRequest.safeParse(Object.fromEntries(await readForm(request)));
  if (!asked) return data({ ok: false as const }, { status: 400 });
  const at = { db, shopId: shop.id, now: now() };
  switch (asked.intent) {
    case "dismiss_setup":
      await dismissSetup(at);
      return data({ ok: true as const });
    case "dismiss_alert":
      await dismissAlert({ ...at, ...asked });
      return data({ ok: true as const });
    case "put_back_events":
      return data({
        ok: true as const,
        putBack: await putBackEvents({ ...at, actor: `staff:${staff.id}` }),
      });
  }
}

export default function Home() {
  const { t } = useTranslation("home");
  const { channel, recovery, alerts, readAt, editor, isSetupDismissed, numbers } =
    useLoaderData<typeof loader>();
  const dismissal = useFetcher();
  const acts = useAlertActs(readAt);
  const hasThemeBlock = useThemeBlock();
  // The click itself takes the list away, so that nothing moves later.
  const [isPutAway, setIsPutAway] = useState(false);
  const isDismissed = isSetupDismissed || isPutAway;
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
        <Alerts alerts={alerts} {...acts} />
        {showSetup && (
          <SetupList
            items={items}
            onDismiss={() => {
              setIsPutAway(true);
              void dismissal.submit({ intent: "dismiss_setup" }, POST);
            }}
          />
        )}
        <Deferred value={numbers} fallback={<Loading />} failed={<Failed />}>
          {([week, people]) => <WeekNumbers numbers={{ week, people }} />}
        </Deferred>
      </BlockStack>
    </Page>
  );
}

const POST = { method: "post", action: "/app?index" } as const;

/** What can be done about alerts on the page itself. */
function useAlertActs(readAt: string) {
  const { t } = useTranslation("home");
  const shopify = useAppBridge();
  const dismissal = useFetcher();
  const putBack = useFetcher<typeof action>();
  const answer = putBack.state === "idle" ? putBack.data : undefined;
  useEffect(() => {
    if (answer?.ok && "putBack" in answer)
      shopify.toast.show(t("alerts.setAside.done", { count: answer.putBack }));
  }, [answer, shopify, t]);
  return {
    onDismiss: (name: string) =>
      void dismissal.submit({ intent: "dismiss_alert", name, seenAt: readAt }, POST),
    onPutBack: () => void putBack.submit({ intent: "put_back_events" }, POST),
    isPuttingBack: putBack.state !== "idle",
  };
}

function Loading() {
  const { t } = useTranslation("home");
  return (
    <>
      <Text as="p" visuallyHidden>
        {t("loading")}
      </Text>
      <WeekNumbers numbers={null} />
    </>
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

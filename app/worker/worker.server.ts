import { refreshDueQuotas } from "#app/channels/refresh-quota.server.ts";
import { forgetImports } from "#app/imports/forget-imports.server.ts";
import { forgetReplyTokens } from "#app/messages/keep-reply-tokens.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { startJobWorker } from "#app/platform/jobs.server.ts";
import { forgetLiveChanges } from "#app/platform/live-changes.server.ts";
import { log } from "#app/platform/log.server.ts";
import { watchWebhooks } from "#app/shops/watch-webhooks.server.ts";
import { forgetSilentWindows } from "#app/staff/note-presence.server.ts";
import { checkoutSweepJob, startCheckoutSweeps } from "./sweep-checkouts.server.ts";
import { startDispatcher } from "./dispatch-sends.server.ts";
import { friendLinkedJob } from "./friend-linked.server.ts";
import { friendUnlinkedJob } from "./friend-unlinked.server.ts";
import { startKeepingPeople } from "./keep-people.server.ts";
import { importDueJob } from "./import-due.server.ts";
import { invitationsWantedJob } from "./invitations-wanted.server.ts";
import { linkCodeWantedJob } from "./link-code-wanted.server.ts";
import { linkAnswerWantedJob } from "./link-answer-wanted.server.ts";
import { linkTakenAwayJob } from "./link-taken-away.server.ts";
import { peopleTaskJob } from "./people-task-wanted.server.ts";
import { profileWantedJob } from "./profile-wanted.server.ts";
import { sendSettledJob } from "./send-settled.server.ts";
import { shopRedactionJob } from "./shop-redacted.server.ts";
import { shopUninstalledJob } from "./shop-uninstalled.server.ts";
import { startFollowerSweeps } from "./sweep-followers.server.ts";
import { customerSyncJob, startCustomerSyncs } from "./sync-customers.server.ts";
import { startIntakeWorker } from "./work-intake.server.ts";

/** Everything that happens because something happened: one file each. */
const jobs = [
  checkoutSweepJob,
  customerSyncJob,
  friendLinkedJob,
  friendUnlinkedJob,
  importDueJob,
  invitationsWantedJob,
  linkCodeWantedJob,
  linkAnswerWantedJob,
  linkTakenAwayJob,
  peopleTaskJob,
  profileWantedJob,
  sendSettledJob,
  shopRedactionJob,
  shopUninstalledJob,
];

/** How often the quotas that are old by now are looked for: one statement, so that held sends do not wait for it. */
const QUOTAS_EVERY_MS = 15_000;

/** How often it is looked who has gone silent. */
const WATCH_EVERY_MS = 10 * 60_000;

/** How often it is looked which imports' time is over, and which reply tokens LINE takes no more. */
const FORGET_EVERY_MS = 5 * 60_000;

/** How often it is looked who has closed a window without a word. */
const SILENT_WINDOWS_EVERY_MS = 5_000;

export type Worker = {
  /** Finishes what is in flight; the rest is stored and goes on at the next start. */
  stop(): Promise<void>;
};

/** The worker: webhook events, due sends, jobs and the regular looks at LINE and Shopify. */
export async function startWorker(): Promise<Worker> {
  const intake = await startIntakeWorker({ pool, db });
  const jobWorker = await startJobWorker({ pool, jobs, concurrency: 8 });
  const dispatcher = startDispatcher();
  const sweeps = startCheckoutSweeps();
  const people = startKeepingPeople();
  const customerSyncs = startCustomerSyncs();
  const followerSweeps = startFollowerSweeps();
  const lookAtQuotas = () =>
    void refreshDueQuotas({ db, now: now() }).catch((err: unknown) =>
      log.warn({ err }, "Quotas could not be read"),
    );
  // At once, too: a worker that is often started anew would never come to it, and held sends would stay held.
  lookAtQuotas();
  const quotas = setInterval(lookAtQuotas, QUOTAS_EVERY_MS);
  const watch = setInterval(() => {
    watchWebhooks({ db, now: now() }).catch((err: unknown) =>
      log.warn({ err }, "Silent webhooks could not be looked for"),
    );
  }, WATCH_EVERY_MS);
  const forget = setInterval(() => {
    forgetImports({ db, now: now() }).catch((err: unknown) =>
      log.warn({ err }, "What is left of imports could not be deleted"),
    );
    forgetLiveChanges(pool).catch((err: unknown) =>
      log.warn({ err }, "Old live changes could not be deleted"),
    );
    forgetReplyTokens({ db, realNow: realTime() }).catch((err: unknown) =>
      log.warn({ err }, "Old reply tokens could not be deleted"),
    );
  }, FORGET_EVERY_MS);
  const presence = setInterval(() => {
    forgetSilentWindows({ db, realTime: realTime() }).catch((err: unknown) =>
      log.warn({ err }, "Closed windows could not be forgotten"),
    );
  }, SILENT_WINDOWS_EVERY_MS);
  return {
    async stop() {
      clearInterval(presence);
      clearInterval(quotas);
      clearInterval(watch);
      clearInterval(forget);
      await Promise.all([
        dispatcher.stop(),
        intake.stop(),
        sweeps.stop(),
        customerSyncs.stop(),
        people.stop(),
        followerSweeps.stop(),
        jobWorker.stop(),
      ]);
    },
  };
}

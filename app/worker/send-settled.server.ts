import { sendSettled } from "#app/messages/send-settled.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";
import { afterRecoverySend } from "#app/recovery/after-recovery-send.server.ts";

/** All that happens after LINE accepted sends: the merchant's tags are put on and taken off. */
export const sendSettledJob = defineJob(sendSettled, async ({ shopId, sendIds }) => {
  for (const sendId of sendIds) await afterRecoverySend({ db, shopId, sendId, now: now() });
});

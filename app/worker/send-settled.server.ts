import { sendSettled } from "#app/messages/send-settled.ts";
import { now } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";
import { afterRecoverySends } from "#app/recovery/after-recovery-sends.server.ts";

/** All that happens after LINE accepted sends: the merchant's tags are put on and taken off. */
export const sendSettledJob = defineJob(sendSettled, ({ shopId, sendIds }) =>
  afterRecoverySends({ db, pool, shopId, sendIds, now: now() }),
);

import { afterInviteSends } from "#app/linking/after-invite-sends.server.ts";
import { sendSettled } from "#app/messages/send-settled.ts";
import { now } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";
import { afterRecoverySends } from "#app/recovery/after-recovery-sends.server.ts";

/** All that happens after LINE accepted sends: the merchant's tags are put on and taken off, and invitations to link count. */
export const sendSettledJob = defineJob(sendSettled, async ({ shopId, sendIds }) => {
  const settled = { db, shopId, sendIds, now: now() };
  await afterRecoverySends({ ...settled, pool });
  await afterInviteSends(settled);
});

import { linkCodeWanted } from "#app/linking/linking-happenings.ts";
import { sendLinkCode } from "#app/linking/liff/send-link-code.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** Somebody typed an address into the LIFF form. Who asked is told nothing of what comes of it here. */
export const linkCodeWantedJob = defineJob(linkCodeWanted, async ({ shopId, proofId }) => {
  await sendLinkCode({ db, shopId, proofId, now: now(), realTime: realTime() });
});

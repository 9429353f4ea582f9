import { planInvitations } from "#app/linking/invite-to-link.server.ts";
import { invitationsWanted } from "#app/linking/linking-happenings.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** All that happens when everybody who is not linked is invited to: their messages are planned, batch by batch. */
export const invitationsWantedJob = defineJob(invitationsWanted, ({ shopId, invitationId }) =>
  planInvitations({ db, shopId, invitationId, now: now() }),
);

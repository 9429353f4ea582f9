import { answerInTalk } from "#app/linking/account-link/answer-in-talk.server.ts";
import { linkAnswerWanted } from "#app/linking/linking-happenings.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** All that happens when a friend is owed a word about linking: they are answered in the talk, by the reply token. */
export const linkAnswerWantedJob = defineJob(linkAnswerWanted, ({ shopId, answerId }) =>
  answerInTalk({ db, shopId, answerId, now: now() }),
);

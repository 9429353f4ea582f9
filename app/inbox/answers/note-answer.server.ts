import { SENDS_TOPIC } from "#app/messages/send.ts";
import type { Db } from "#app/platform/db.server.ts";
import { noteLiveChanges } from "#app/platform/live-changes.server.ts";

/** Notes who of the staff did what to an answer, and tells the shop's open windows. No words of it are noted. */
export async function noteAnswer(options: {
  db: Db;
  shopId: string;
  answer: { id: string; friendId: string };
  action: "written" | "undone" | "edited" | "waits";
  /** `staff:<Shopify user id>` */
  actor: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, answer, action, actor, now } = options;
  await db.auditEntry.create({
    data: { shopId, actor, action: `answer.${action}`, subject: answer.id, createdAt: now },
  });
  await noteLiveChanges(db, { shopId, topic: SENDS_TOPIC, ids: [answer.friendId] });
}

import type { Db } from "#app/platform/db.server.ts";

/** Notes who looked into a send: its page names a person. */
export async function noteSendRead(options: {
  db: Db;
  shopId: string;
  sendId: string;
  actor: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, sendId, actor, now } = options;
  await db.auditEntry.create({
    data: { shopId, actor, action: "send.read", subject: sendId, createdAt: now },
  });
}

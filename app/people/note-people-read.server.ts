import type { Db } from "#app/platform/db.server.ts";

/** Notes that somebody of the shop read the list of people. What they searched for is personal data and not noted. */
export async function notePeopleRead(options: {
  db: Db;
  shopId: string;
  actor: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, actor, now } = options;
  await db.auditEntry.create({ data: { shopId, actor, action: "people.read", createdAt: now } });
}

import type { Db } from "#app/platform/db.server.ts";

/** The audit log's word for opening somebody's page. */
export const PERSON_READ = "person.read";

type Reading = {
  db: Db;
  shopId: string;
  /** `staff:<id>` */
  actor: string;
  now: Date;
};

/** Notes that somebody of the shop read the list of people. What they searched for is personal data and not noted. */
export async function notePeopleRead(reading: Reading): Promise<void> {
  await note({ ...reading, action: "people.read" });
}

/**
 * Notes who opened a person's page.
 *
 * @param reading.subject the person's id, or the customer's gid
 */
export async function notePersonRead(reading: Reading & { subject: string }): Promise<void> {
  await note({ ...reading, action: PERSON_READ });
}

/** Notes who took people away as a file. */
export async function notePeopleExported(reading: Reading): Promise<void> {
  await note({ ...reading, action: "people.exported" });
}

async function note(entry: Reading & { action: string; subject?: string }): Promise<void> {
  const { db, shopId, actor, action, subject, now } = entry;
  await db.auditEntry.create({ data: { shopId, actor, action, subject, createdAt: now } });
}

import type { Db } from "#app/platform/db.server.ts";

/**
 * Takes content and recipient out of the sends about these subjects. Causes and states stay as tombstones, so that
 * nothing is sent twice, and taps stay counted.
 *
 * What is under way at this moment becomes `unknown`: without its bytes it cannot go again.
 *
 * @param options.db a transaction: its locks keep new attempts and links away until it ends
 */
export async function redactSends(options: {
  db: Db;
  shopId: string;
  subjectIds: string[];
  now: Date;
}): Promise<void> {
  const { db, shopId, subjectIds, now } = options;
  // Locked before anything is read of them, also against the share that a new link takes: an attempt or a link that is
  // stored meanwhile is found, or is not stored any more.
  const sends = await db.$queryRaw<{ id: string; attemptId: string | null }[]>`
    SELECT id, attempt_id AS "attemptId" FROM send
    WHERE shop_id = ${shopId}::uuid AND subject_id = ANY(${subjectIds}::uuid[])
    ORDER BY id FOR UPDATE`;
  const sendIds = sends.map((send) => send.id);
  const attemptIds = sends.flatMap((send) => send.attemptId ?? []);
  await db.send.updateMany({
    where: { shopId, id: { in: sendIds }, state: { in: ["planned", "held"] } },
    data: { state: "skipped", reason: "deleted", settledAt: now },
  });
  await db.send.updateMany({
    where: { shopId, id: { in: sendIds }, state: "dispatching" },
    data: { state: "unknown", reason: "deleted", settledAt: now },
  });
  await db.send.updateMany({ where: { shopId, id: { in: sendIds } }, data: { friendId: null } });
  await db.sendAttempt.updateMany({
    where: { shopId, id: { in: attemptIds } },
    data: { body: null },
  });
  await db.trackedLink.updateMany({
    where: { shopId, sendId: { in: sendIds } },
    data: { targets: [], expiresAt: now },
  });
}

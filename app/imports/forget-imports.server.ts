import type { Database } from "#app/platform/db.server.ts";

/** At a time: one that nobody went on with is rare. */
const AT_ONCE = 100;
/** What the worker is busy with is not taken away from under it. */
const BUSY = ["writing", "undoing"];

/**
 * Deletes what is left of imports whose time is over: files and rows that nobody went on with for seven days, and the ids of
 * finished ones after thirty, with which they cannot be undone any more. What was counted stays.
 *
 * @returns how many imports were forgotten
 */
export async function forgetImports(options: { db: Database; now: Date }): Promise<number> {
  const { db, now } = options;
  const due = await db.linkImport.findMany({
    where: { forgetAt: { lte: now }, stage: { notIn: BUSY } },
    select: { id: true, shopId: true, stage: true, finishedAt: true },
    take: AT_ONCE,
  });
  for (const { id, shopId, stage, finishedAt } of due) {
    await db.$transaction(
      async (tx) => {
        const { count } = await tx.linkImport.updateMany({
          where: { id, shopId, stage },
          data: {
            forgetAt: null,
            ...(finishedAt ? {} : { stage: "cancelled", problem: "expired", finishedAt: now }),
          },
        });
        if (count === 0) return;
        await tx.linkImportChunk.deleteMany({ where: { importId: id, shopId } });
        await tx.linkImportRow.deleteMany({ where: { importId: id, shopId } });
      },
      { timeout: 120_000 },
    );
  }
  return due.length;
}

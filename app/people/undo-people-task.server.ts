import type { Database } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { peopleTaskWanted, taskKey } from "./people-happenings.ts";

/** Until then a tag that was put on many at once can be taken off the same people, and the other way round. */
export const UNDO_MS = 24 * 60 * 60_000;

/**
 * Stops a task that changes tags, and undoes it for those whose tags it has changed, and nobody else.
 *
 * @returns `unknown_task` when the shop has no such task, it sends messages, it is older than a day, or is undone already
 */
export async function undoPeopleTask(options: {
  db: Database;
  shopId: string;
  taskId: string;
  actor: string;
  now: Date;
}): Promise<{ outcome: "undoing" | "unknown_task" }> {
  const { db, shopId, taskId, actor, now } = options;
  return db.$transaction(async (tx) => {
    const { count } = await tx.peopleTask.updateMany({
      where: {
        id: taskId,
        shopId,
        kind: { in: ["tag_add", "tag_remove"] },
        state: { in: ["running", "done"] },
        createdAt: { gt: new Date(now.getTime() - UNDO_MS) },
      },
      data: { state: "undoing", endedAt: null },
    });
    if (!count) return { outcome: "unknown_task" };
    await tx.auditEntry.create({
      data: { shopId, actor, action: "people.undo", subject: taskId, createdAt: now },
    });
    await enqueue(tx, peopleTaskWanted, { shopId, taskId }, { key: taskKey(taskId) });
    return { outcome: "undoing" };
  });
}

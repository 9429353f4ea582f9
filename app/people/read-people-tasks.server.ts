import type { Db } from "#app/platform/db.server.ts";
import type { PeopleTaskKind, PeopleTaskState, ShownTask } from "./people-task.ts";
import { UNDO_MS } from "./undo-people-task.server.ts";

const SHOWN = 3;

/** What was done to many people within a day: the newest, with how far it has come. */
export async function readPeopleTasks(options: {
  db: Db;
  shopId: string;
  now: Date;
}): Promise<ShownTask[]> {
  const { db, shopId, now } = options;
  const tasks = await db.peopleTask.findMany({
    where: { shopId, createdAt: { gt: new Date(now.getTime() - UNDO_MS) } },
    orderBy: { createdAt: "desc" },
    take: SHOWN,
    include: { tag: { select: { name: true } } },
  });
  return tasks.map(({ id, kind, tag, state, total, seen, changed, refused }) => ({
    id,
    kind: kind as PeopleTaskKind,
    tagName: tag?.name ?? null,
    state: state as PeopleTaskState,
    total,
    seen,
    changed,
    refused: refused as ShownTask["refused"],
    canUndo: kind !== "invite" && (state === "running" || (state === "done" && changed > 0)),
  }));
}

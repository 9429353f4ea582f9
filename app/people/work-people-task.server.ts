import { type PeopleTask, Prisma } from "@prisma/client";
import { inviteToLink } from "#app/linking/invite-to-link.server.ts";
import type { Database, Db } from "#app/platform/db.server.ts";
import { countMatching } from "./count-matching.server.ts";
import { findPeople, type FoundPerson } from "./find-people.server.ts";
import { type PersonCursor, readCursor, writeCursor } from "./person-cursor.ts";
import { peopleFilter } from "./read-people-filter.server.ts";

/** So many at once: some hundredths of a second. */
const BATCH = 1_000;

/**
 * Does the next batch of a task, in one transaction: what was done stays done when the process ends, and goes on from
 * there.
 *
 * @returns whether there is more to do
 */
export async function workPeopleTask(options: {
  db: Database;
  shopId: string;
  taskId: string;
  now: Date;
}): Promise<boolean> {
  const { db, shopId, taskId, now } = options;
  const begun = await db.peopleTask.findFirst({ where: { id: taskId, shopId } });
  if (begun?.kind === "invite") return begun.state === "running" && inviteBatch(db, begun, now);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM people_task WHERE id = ${taskId}::uuid FOR UPDATE`;
    const task = await tx.peopleTask.findFirst({ where: { id: taskId, shopId } });
    if (task?.state === "undoing") return undoBatch(tx, task, now);
    if (task?.state !== "running") return false;
    const people = await nextPeople(tx, task);
    const changed = await changeTags(tx, task, friendsOf(people), now);
    return moveOn(tx, task, people, { changed, now });
  });
}

/** Invitations are planned in a transaction of their own. Done twice, it asks nobody twice: not within a day. */
async function inviteBatch(db: Database, task: PeopleTask, now: Date): Promise<boolean> {
  const { shopId, actor } = task;
  const people = await nextPeople(db, task);
  const friendIds = friendsOf(people);
  const invited = friendIds.length
    ? await inviteToLink({ db, shopId, friendIds, actor, now })
    : { outcome: "refused" as const, reason: "nobody" as const };
  if (invited.outcome === "invited")
    return moveOn(db, task, people, { changed: invited.planned ?? 0, now });
  if (invited.reason === "nobody") return moveOn(db, task, people, { changed: 0, now });
  await db.peopleTask.update({
    where: { id: task.id, shopId },
    data: { ...OVER, state: "done", refused: invited.reason, endedAt: now },
  });
  return false;
}

function friendsOf(people: FoundPerson[]): string[] {
  return people.flatMap(({ friendId }) => friendId ?? []);
}

/** Everybody who came later than the task is left out, so that it ends. */
async function nextPeople(db: Db, task: PeopleTask): Promise<FoundPerson[]> {
  const { shopId, personIds } = task;
  const cursor = readCursor(task.cursor) ?? startOf(task);
  if (task.filter !== null) {
    const filter = peopleFilter.parse(task.filter);
    return findPeople({ db, shopId, filter, cursor, take: BATCH });
  }
  return db.$queryRaw`
    SELECT id, since, friend_id AS "friendId" FROM person
    WHERE shop_id = ${shopId}::uuid AND id = ANY (${personIds}::uuid[])
      AND (${task.cursor}::text IS NULL OR (since, id) < (${cursor.since}::timestamptz, ${cursor.id}::uuid))
    ORDER BY since DESC, id DESC LIMIT ${BATCH}`;
}

function startOf(task: PeopleTask): PersonCursor {
  return { since: task.createdAt, id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };
}

/** Notes whose tags are changed: those who wear it already, or do not, are not among them. */
async function changeTags(db: Db, task: PeopleTask, friendIds: string[], now: Date) {
  const { id, shopId, tagId, kind } = task;
  const changed =
    kind === "tag_add"
      ? Prisma.sql`
          INSERT INTO friend_tag (friend_id, tag_id, shop_id, added_at)
          SELECT friend.id, tag.id, friend.shop_id, ${now} FROM friend JOIN tag ON tag.shop_id = friend.shop_id
          WHERE friend.id = ANY (${friendIds}::uuid[]) AND tag.id = ${tagId}::uuid AND friend.shop_id = ${shopId}::uuid
          ORDER BY friend.id ON CONFLICT DO NOTHING RETURNING friend_id`
      : Prisma.sql`
          DELETE FROM friend_tag WHERE friend_id = ANY (${friendIds}::uuid[]) AND tag_id = ${tagId}::uuid
            AND shop_id = ${shopId}::uuid RETURNING friend_id`;
  return db.$executeRaw`
    WITH changed AS (${changed})
    INSERT INTO people_task_change (task_id, friend_id, shop_id)
    SELECT ${id}::uuid, friend_id, ${shopId}::uuid FROM changed ON CONFLICT DO NOTHING`;
}

/** What was searched for are names, and not kept. */
const OVER = { filter: Prisma.DbNull, personIds: [] };

async function moveOn(
  db: Db,
  task: PeopleTask,
  people: FoundPerson[],
  { changed, now }: { changed: number; now: Date },
): Promise<boolean> {
  const { id, shopId, filter, personIds } = task;
  const last = people.at(-1);
  const isOver = people.length < BATCH;
  const total =
    task.total ??
    (filter === null
      ? personIds.length
      : await countMatching({
          db,
          shopId,
          filter: peopleFilter.parse(filter),
          until: startOf(task),
        }));
  await db.peopleTask.update({
    where: { id, shopId },
    data: {
      total,
      seen: { increment: people.length },
      changed: { increment: changed },
      cursor: last && writeCursor(last),
      ...(isOver && { ...OVER, state: "done", endedAt: now }),
    },
  });
  return !isOver;
}

async function undoBatch(db: Db, task: PeopleTask, now: Date): Promise<boolean> {
  const { id, shopId, tagId, kind } = task;
  const changes = Prisma.sql`
    DELETE FROM people_task_change WHERE task_id = ${id}::uuid AND friend_id IN (
      SELECT friend_id FROM people_task_change WHERE task_id = ${id}::uuid ORDER BY friend_id LIMIT ${BATCH})
    RETURNING friend_id`;
  const [{ undone = 0 } = {}] = await db.$queryRaw<{ undone: number }[]>`
    WITH changes AS (${changes}), put_back AS (${
      kind === "tag_add"
        ? Prisma.sql`DELETE FROM friend_tag USING changes WHERE friend_tag.friend_id = changes.friend_id
            AND tag_id = ${tagId}::uuid AND shop_id = ${shopId}::uuid`
        : Prisma.sql`INSERT INTO friend_tag (friend_id, tag_id, shop_id, added_at)
            SELECT friend.id, ${tagId}::uuid, ${shopId}::uuid, ${now} FROM changes JOIN friend ON friend.id = changes.friend_id
            ORDER BY friend.id ON CONFLICT DO NOTHING`
    })
    SELECT count(*)::int AS undone FROM changes`;
  const isOver = undone < BATCH;
  if (isOver) {
    await db.peopleTask.update({
      where: { id, shopId },
      data: { ...OVER, state: "undone", endedAt: now },
    });
  }
  return !isOver;
}

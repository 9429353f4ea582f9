import { z } from "zod";
import type { Database } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import type { PeopleFilter } from "./people-filter.ts";
import { peopleTaskWanted, taskKey } from "./people-happenings.ts";
import { MAX_CHOSEN, type PeopleTaskKind } from "./people-task.ts";

const chosenIds = z.array(z.uuid()).min(1).max(MAX_CHOSEN);

/**
 * Begins to do something to many people: to those who were chosen, or to all that match and were in the list by now. A
 * job does it, in batches. Of those who were chosen, whoever is not the shop's is passed over.
 *
 * @param options.to the ids of chosen people, as the list has them, or the filter
 * @param options.tagId for `tag_add` and `tag_remove`
 * @returns `refused` when nobody, or too many, are chosen, or the tag is not the shop's
 */
export async function startPeopleTask(options: {
  db: Database;
  shopId: string;
  kind: PeopleTaskKind;
  tagId: string | null;
  to: { personIds: string[] } | { filter: PeopleFilter };
  actor: string;
  now: Date;
}): Promise<
  { outcome: "started"; taskId: string } | { outcome: "refused"; reason: "nobody" | "unknown_tag" }
> {
  const { db, shopId, kind, tagId, to, actor, now } = options;
  const personIds = "filter" in to ? [] : chosenIds.safeParse([...new Set(to.personIds)]).data;
  if (!personIds) return { outcome: "refused", reason: "nobody" };
  const isTagging = kind !== "invite";
  return db.$transaction(async (tx) => {
    const tag = tagId && (await tx.tag.findFirst({ where: { id: tagId, shopId } }));
    if (isTagging && !tag) return { outcome: "refused", reason: "unknown_tag" };
    const ours = { shopId, id: { in: personIds } };
    if (!("filter" in to) && !(await tx.person.count({ where: ours })))
      return { outcome: "refused", reason: "nobody" };
    const task = await tx.peopleTask.create({
      data: {
        shopId,
        actor,
        kind,
        tagId: isTagging ? tagId : null,
        filter: "filter" in to ? to.filter : undefined,
        personIds,
        createdAt: now,
      },
    });
    await tx.auditEntry.create({
      data: { shopId, actor, action: `people.${kind}`, subject: task.id, createdAt: now },
    });
    await enqueue(tx, peopleTaskWanted, { shopId, taskId: task.id }, { key: taskKey(task.id) });
    return { outcome: "started", taskId: task.id };
  });
}

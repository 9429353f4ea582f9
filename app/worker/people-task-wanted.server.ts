import { peopleTaskWanted, taskKey } from "#app/people/people-happenings.ts";
import { workPeopleTask } from "#app/people/work-people-task.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob, enqueue } from "#app/platform/jobs.server.ts";

/** A task goes on for so long, then lets other jobs have their turn. */
const TURN_MS = 2_000;

/** Something is done to many people, batch by batch. */
export const peopleTaskJob = defineJob(peopleTaskWanted, async ({ shopId, taskId }) => {
  const until = performance.now() + TURN_MS;
  while (await workPeopleTask({ db, shopId, taskId, now: now() })) {
    if (performance.now() < until) continue;
    await enqueue(db, peopleTaskWanted, { shopId, taskId }, { key: taskKey(taskId) });
    return;
  }
});

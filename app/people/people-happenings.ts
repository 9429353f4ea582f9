import { z } from "zod";
import type { Happening } from "#app/platform/jobs.server.ts";

/** Something is to be done to many people, or undone. */
export const peopleTaskWanted: Happening<{ shopId: string; taskId: string }> = {
  name: "people.task-wanted",
  payload: z.object({ shopId: z.uuid(), taskId: z.uuid() }),
};

export const taskKey = (taskId: string): string => `people-task:${taskId}`;

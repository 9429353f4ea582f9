import { z } from "zod";
import type { Happening } from "#app/platform/jobs.server.ts";

/** An import has something to do that nobody waits for in front of a page. */
export const importDue: Happening<{ shopId: string; importId: string }> = {
  name: "imports.import-due",
  payload: z.object({ shopId: z.uuid(), importId: z.uuid() }),
};

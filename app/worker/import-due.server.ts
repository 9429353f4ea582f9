import { advanceImport } from "#app/imports/advance-import.server.ts";
import { importDue } from "#app/imports/import-happenings.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob, enqueue } from "#app/platform/jobs.server.ts";

/** An import has something to do: it gets a turn, and then another behind everybody else's. */
export const importDueJob = defineJob(importDue, async ({ shopId, importId }) => {
  const afterSeconds = await advanceImport({ db, shopId, importId, now });
  if (afterSeconds === null) return;
  const key = `import:${importId}`;
  await enqueue(db, importDue, { shopId, importId }, { key, afterSeconds });
});

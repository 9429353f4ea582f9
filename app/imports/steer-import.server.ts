import type { Database } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { finishImport } from "./finish-import.server.ts";
import { importDue } from "./import-happenings.ts";
import { type ImportStage, KEEP_OPEN_MS } from "./import-stage.ts";
import { importCounts } from "./import-verdict.ts";

/** What a merchant does about an import, and at which stages it can be done. */
const STEERING = {
  write: ["preview"],
  cancel: ["uploading", "mapping", "reading", "checking", "preview", "writing"],
  undo: ["writing", "done", "cancelled"],
} satisfies Record<string, ImportStage[]>;
type Steering = keyof typeof STEERING;

/**
 * Begins to write what was previewed, cancels an import, or takes back the ties it made. Cancelled while it is written, what
 * was written stays, and can be undone.
 *
 * @param options.actor `staff:<id>`
 * @returns `not_now` when the import has moved on, or the time to undo it is over
 */
export async function steerImport(options: {
  db: Database;
  shopId: string;
  importId: string;
  how: Steering;
  actor: string;
  now: Date;
}): Promise<{ outcome: "done" | "not_now" | "unknown_import" }> {
  const { db, shopId, importId, how, actor, now } = options;
  const linkImport = await db.linkImport.findFirst({
    where: { id: importId, shopId },
    include: { shop: { select: { id: true, domain: true } } },
  });
  if (!linkImport) return { outcome: "unknown_import" };
  if (!(STEERING[how] as string[]).includes(linkImport.stage)) return { outcome: "not_now" };
  const { shop } = linkImport;
  if (how === "cancel") {
    const by = { db, shop, linkImport: { ...linkImport, actor }, now };
    return { outcome: (await finishImport(by, "cancelled")) ? "done" : "not_now" };
  }
  const { forgetAt, stage } = linkImport;
  const counts = importCounts.parse(linkImport.counts);
  const isUndo = how === "undo";
  const isForgotten = forgetAt === null || (stage !== "writing" && !counts.written);
  if (isUndo && isForgotten) return { outcome: "not_now" };
  const progressOf = counts[isUndo ? "written" : "new"] ?? 0;
  return db.$transaction(async (tx) => {
    const { count } = await tx.linkImport.updateMany({
      where: { id: importId, shopId, stage },
      data: {
        stage: isUndo ? "undoing" : "writing",
        actor,
        progress: 0,
        progressOf: isUndo && stage === "writing" ? linkImport.progress : progressOf,
        forgetAt: isUndo ? forgetAt : new Date(now.getTime() + KEEP_OPEN_MS),
      },
    });
    if (count === 0) return { outcome: "not_now" as const };
    await tx.auditEntry.create({
      data: {
        shopId,
        actor,
        action: isUndo ? "import.undo-begun" : "import.begun",
        subject: importId,
        createdAt: now,
      },
    });
    await enqueue(tx, importDue, { shopId, importId }, { key: `import:${importId}` });
    return { outcome: "done" as const };
  });
}

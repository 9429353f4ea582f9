import type { Db } from "#app/platform/db.server.ts";
import type { ImportSource, ImportStage } from "./import-stage.ts";
import { type ImportCounts, importCounts } from "./import-verdict.ts";

/** Older ones are of no use any more. */
const SHOWN = 20;

export type ImportSummary = {
  id: string;
  source: ImportSource;
  stage: ImportStage;
  fileName: string | null;
  createdAt: string;
  counts: ImportCounts;
  /** Until when it can be undone; null when there is nothing to undo, or it is too late. */
  undoUntil: string | null;
};

/** A shop's imports, newest first. */
export async function listImports(options: { db: Db; shopId: string }): Promise<ImportSummary[]> {
  const { db, shopId } = options;
  const imports = await db.linkImport.findMany({
    where: { shopId, stage: { not: "uploading" } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return imports.map((each) => ({
    id: each.id,
    source: each.source as ImportSource,
    stage: each.stage as ImportStage,
    fileName: each.fileName,
    createdAt: each.createdAt.toISOString(),
    counts: importCounts.parse(each.counts),
    undoUntil: undoUntil(each)?.toISOString() ?? null,
  }));
}

/** Until when the ties that an import made can be taken back. */
export function undoUntil(each: {
  stage: string;
  counts: unknown;
  forgetAt: Date | null;
}): Date | null {
  if (each.stage === "writing") return each.forgetAt;
  if (each.stage !== "done" && each.stage !== "cancelled") return null;
  return importCounts.parse(each.counts).written ? each.forgetAt : null;
}

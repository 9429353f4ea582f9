import type { Db } from "#app/platform/db.server.ts";
import { type ColumnChoice, columnChoice } from "./column-choice.ts";
import {
  importProblem,
  type ImportProblem,
  type ImportSource,
  type ImportStage,
} from "./import-stage.ts";
import {
  type ImportCounts,
  importCounts,
  type ImportReason,
  type ImportVerdict,
  importVerdicts,
  isOtherProvider,
} from "./import-verdict.ts";
import { undoUntil } from "./list-imports.server.ts";
import { type FileHead, readStoredHead } from "./read-head.server.ts";
import { shownCustomer } from "./shown-customer.ts";

/** Rows that are shown of each verdict. */
const SAMPLES = 5;

export type ImportSample = {
  line: number;
  verdict: ImportVerdict;
  reason: ImportReason | null;
  lineUserId: string | null;
  lineName: string | null;
  /** As told */
  customer: string | null;
  customerName: string | null;
};

export type ImportView = {
  id: string;
  source: ImportSource;
  stage: ImportStage;
  fileName: string | null;
  createdAt: string;
  /** Rows, or bytes while a file is read; `of` 0 = nobody knows */
  progress: { done: number; of: number };
  counts: ImportCounts;
  problem: ImportProblem | null;
  problemLine: number | null;
  isOtherProvider: boolean;
  undoUntil: string | null;
  hasList: boolean;
  /** The first rows of the file, while columns can be chosen */
  head: FileHead | null;
  columns: ColumnChoice | null;
  samples: ImportSample[];
};

/** An import as its page shows it; null when the shop has none such. */
export async function readImport(options: {
  db: Db;
  shopId: string;
  importId: string;
}): Promise<ImportView | null> {
  const { db, shopId, importId } = options;
  const found = await db.linkImport.findFirst({
    where: { id: importId, shopId, stage: { not: "uploading" } },
  });
  if (!found) return null;
  const stage = found.stage as ImportStage;
  const mayChoose = found.source === "csv" && ["mapping", "preview"].includes(stage);
  const counts = importCounts.parse(found.counts);
  const columns = columnChoice.safeParse(found.columns);
  return {
    id: found.id,
    source: found.source as ImportSource,
    stage,
    fileName: found.fileName,
    createdAt: found.createdAt.toISOString(),
    progress: { done: Math.min(found.progress, found.progressOf), of: found.progressOf },
    counts,
    problem: importProblem.parse(found.problem),
    problemLine: found.problemLine,
    isOtherProvider: isOtherProvider(counts),
    undoUntil: undoUntil(found)?.toISOString() ?? null,
    hasList: found.forgetAt !== null && ["preview", "done", "cancelled", "undone"].includes(stage),
    head: mayChoose ? await readStoredHead(options) : null,
    columns: columns.success ? columns.data : null,
    samples: stage === "preview" ? await readSamples(options) : [],
  };
}

async function readSamples({
  db,
  shopId,
  importId,
}: {
  db: Db;
  shopId: string;
  importId: string;
}): Promise<ImportSample[]> {
  const samples = await db.$queryRaw<ImportSample[]>`
    SELECT row.line, row.verdict, row.reason, row.line_user_id AS "lineUserId", row.display_name AS "lineName", row.customer,
      customer.display_name AS "customerName"
    FROM unnest(${[...importVerdicts]}::text[]) WITH ORDINALITY AS wanted (verdict, place)
    CROSS JOIN LATERAL (
      SELECT * FROM link_import_row
      WHERE import_id = ${importId}::uuid AND shop_id = ${shopId}::uuid AND verdict = wanted.verdict
      ORDER BY line LIMIT ${SAMPLES}
    ) AS row
    LEFT JOIN customer ON customer.id = row.customer_id AND customer.shop_id = row.shop_id
    ORDER BY wanted.place, row.line`;
  return samples.map((sample) => ({ ...sample, customer: shownCustomer(sample.customer) }));
}

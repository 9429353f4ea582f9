import type { Database } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { columnChoice } from "./column-choice.ts";
import { importDue } from "./import-happenings.ts";
import { readStoredHead } from "./read-head.server.ts";

/**
 * Says which column of an uploaded file is which, and has it read; again as well, when the preview shows that it was read
 * wrong.
 *
 * @param options.choice as the form has it: `line`, `customer`, `email`, `hasHeader`
 */
export async function chooseColumns(options: {
  db: Database;
  shopId: string;
  importId: string;
  choice: { line: string; customer: string; email: string; hasHeader: boolean };
}): Promise<{ outcome: "reading" | "not_now" | "unknown_import" | "columns" }> {
  const { db, shopId, importId, choice } = options;
  const linkImport = await db.linkImport.findFirst({ where: { id: importId, shopId } });
  if (!linkImport) return { outcome: "unknown_import" };
  const { stage, source } = linkImport;
  if (source !== "csv" || !["mapping", "preview"].includes(stage)) return { outcome: "not_now" };
  const head = await readStoredHead({ db, shopId, importId });
  if (!head) return { outcome: "not_now" };
  const index = (value: string) => (/^\d{1,3}$/.test(value) ? Number(value) : null);
  const columns = columnChoice.safeParse({
    line: index(choice.line),
    customer: index(choice.customer),
    email: index(choice.email),
    hasHeader: choice.hasHeader,
    delimiter: head.delimiter,
  });
  const width = Math.max(...head.rows.map((row) => row.length));
  if (!columns.success || columns.data.line >= width) return { outcome: "columns" };
  return db.$transaction(async (tx) => {
    const { count } = await tx.linkImport.updateMany({
      where: { id: importId, shopId, stage },
      data: {
        stage: "reading",
        columns: columns.data,
        readBytes: 0,
        readLines: 0,
        progress: 0,
        progressOf: linkImport.fileBytes,
        counts: {},
      },
    });
    if (count === 0) return { outcome: "not_now" as const };
    await tx.linkImportRow.deleteMany({ where: { importId, shopId } });
    await enqueue(tx, importDue, { shopId, importId }, { key: `import:${importId}` });
    return { outcome: "reading" as const };
  });
}

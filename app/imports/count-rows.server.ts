import type { Db } from "#app/platform/db.server.ts";
import { type ImportCounts, importCounts } from "./import-verdict.ts";

/** An import's rows by verdict. It reads them all: pages show what was counted when a stage ended. */
export async function countRows(options: {
  db: Db;
  shopId: string;
  importId: string;
}): Promise<ImportCounts> {
  const { db, shopId, importId } = options;
  const groups = await db.linkImportRow.groupBy({
    by: ["verdict"],
    where: { importId, shopId },
    _count: true,
  });
  return importCounts.parse(Object.fromEntries(groups.map((each) => [each.verdict, each._count])));
}

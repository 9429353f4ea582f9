import { failImport } from "./fail-import.server.ts";
import type { ImportStep } from "./import-step.ts";

/**
 * Every line is a row: those that say the same twice, and those that contradict each other, are told apart, over the whole
 * file. Then the checking begins.
 */
export async function finishReading(step: ImportStep): Promise<"more"> {
  const { db, shop, linkImport } = step;
  const { id: importId } = linkImport;
  const rows = await db.linkImportRow.count({ where: { importId, shopId: shop.id } });
  if (rows === 0) return failImport(step, "no_rows");
  await db.$executeRaw`
    WITH judged AS (
      SELECT line, row_number() OVER pair AS nth,
        min(customer_id::text) OVER friend <> max(customer_id::text) OVER friend
          OR min(line_user_id) OVER customer <> max(line_user_id) OVER customer AS contradicts
      FROM link_import_row WHERE import_id = ${importId}::uuid AND shop_id = ${shop.id}::uuid AND verdict = 'unchecked'
      WINDOW friend AS (PARTITION BY line_user_id), customer AS (PARTITION BY customer_id),
        pair AS (PARTITION BY line_user_id, customer_id ORDER BY line)
    )
    UPDATE link_import_row AS row SET verdict = 'doubled',
      reason = CASE WHEN contradicts THEN 'contradicted' ELSE 'repeated' END
    FROM judged WHERE row.import_id = ${importId}::uuid AND row.shop_id = ${shop.id}::uuid AND row.line = judged.line
      AND (contradicts OR nth > 1)`;
  await db.$transaction(async (tx) => {
    const unchecked = { importId, shopId: shop.id, verdict: "unchecked" };
    const progressOf = await tx.linkImportRow.count({ where: unchecked });
    await tx.linkImport.updateMany({
      where: { id: importId, shopId: shop.id, stage: "reading" },
      data: { stage: "checking", progress: 0, progressOf },
    });
  });
  return "more";
}

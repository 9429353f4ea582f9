import { countRows } from "./count-rows.server.ts";
import { type ImportProblem, KEEP_UNDO_MS } from "./import-stage.ts";
import type { ImportStep } from "./import-step.ts";

/**
 * Ends an import: the file goes, and of its people all but the ids, which serve to undo it and to look up what was not
 * taken for 30 days more. Of one that was cancelled before it tied anybody nothing stays.
 *
 * @returns false when it has moved on meanwhile
 */
export async function finishImport(
  { db, shop, linkImport, now }: Pick<ImportStep, "db" | "shop" | "linkImport" | "now">,
  stage: "done" | "cancelled" | "undone",
  problem?: ImportProblem,
): Promise<boolean> {
  const { id: importId } = linkImport;
  const at = { importId, shopId: shop.id };
  const counts = await countRows({ db, ...at });
  const isKept = stage !== "cancelled" || Boolean(counts.written);
  return db.$transaction(
    async (tx) => {
      const { count } = await tx.linkImport.updateMany({
        where: { id: importId, shopId: shop.id, stage: linkImport.stage },
        data: {
          stage,
          counts,
          problem: problem ?? null,
          finishedAt: now,
          forgetAt: isKept ? new Date(now.getTime() + KEEP_UNDO_MS) : null,
        },
      });
      if (count === 0) return false;
      await tx.linkImportChunk.deleteMany({ where: at });
      if (!isKept) await tx.linkImportRow.deleteMany({ where: at });
      await tx.$executeRaw`
        UPDATE link_import_row SET display_name = NULL, picture_url = NULL, language = NULL,
          customer = CASE WHEN customer LIKE 'gid://%' THEN customer END,
          line_user_id = CASE WHEN verdict <> 'bad' THEN line_user_id END
        WHERE import_id = ${importId}::uuid AND shop_id = ${shop.id}::uuid
          AND (display_name IS NOT NULL OR customer NOT LIKE 'gid://%' OR verdict = 'bad')`;
      await tx.auditEntry.create({
        data: {
          shopId: shop.id,
          actor: linkImport.actor,
          action: `import.${stage}`,
          subject: importId,
          createdAt: now,
        },
      });
      return true;
    },
    { timeout: 120_000 },
  );
}

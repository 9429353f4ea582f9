import type { ImportStep } from "./import-step.ts";
import type { ToldRow } from "./read-line.ts";
import { recordRows } from "./record-rows.server.ts";

/** How much of the file has been read. */
export type ReadUntil = { readBytes: number; readLines: number };

/**
 * Stores a batch of rows, and that it was read, together: whoever goes on after a kill begins behind it.
 *
 * @returns false when it was read by somebody else meanwhile, or the import was cancelled
 */
export async function keepBatch(
  { db, shop, linkImport: { id } }: ImportStep,
  from: ReadUntil,
  to: ReadUntil & { progress: number },
  rows: ToldRow[],
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.linkImport.updateMany({
      where: { id, shopId: shop.id, stage: "reading", ...from },
      data: { ...to, problem: null },
    });
    if (count === 0) return false;
    await recordRows({ db: tx, shopId: shop.id, importId: id, rows });
    return true;
  });
}

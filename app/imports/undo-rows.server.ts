import { untie } from "#app/linking/untie.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { finishImport } from "./finish-import.server.ts";
import type { ImportStep, StepOutcome } from "./import-step.ts";
import type { ImportVerdict } from "./import-verdict.ts";

/** Ties that are taken back together. */
const BATCH = 100;

/**
 * Takes back the next ties that this import made, where they still stand: one that somebody undid, or made anew by hand, is
 * another tie. The friends stay, as LINE has them.
 */
export async function undoRows(step: ImportStep): Promise<StepOutcome> {
  const { db, shop, linkImport } = step;
  const isMore = await db.$transaction(async (tx) => {
    const { count } = await tx.linkImport.updateMany({
      where: { id: linkImport.id, shopId: shop.id, stage: "undoing" },
      data: { problem: null },
    });
    if (count === 0) return true;
    await lockShopRecords(tx, shop.id);
    return undoBatch(tx, step);
  });
  if (!isMore) await finishImport(step, "undone");
  return "more";
}

/** @returns false when there was nothing left */
async function undoBatch(tx: Db, { shop, linkImport, now }: ImportStep): Promise<boolean> {
  const { id: importId, actor } = linkImport;
  const shopId = shop.id;
  const rows = await tx.linkImportRow.findMany({
    where: { importId, shopId, verdict: "written" },
    orderBy: { line: "asc" },
    take: BATCH,
    select: { line: true, linkId: true },
  });
  if (rows.length === 0) return false;
  const linkIds = rows.flatMap(({ linkId }) => linkId ?? []);
  const gone = await untie({ db: tx, shopId, linkIds, method: "import", actor, now });
  const [undone, changed] = [true, false].map((isGone) =>
    rows.filter(({ linkId }) => gone.has(linkId ?? "") === isGone).map(({ line }) => line),
  );
  const mark = (lines: number[], verdict: ImportVerdict) =>
    tx.linkImportRow.updateMany({
      where: { importId, shopId, line: { in: lines } },
      data: { verdict },
    });
  await mark(undone!, "undone");
  await mark(changed!, "changed");
  await tx.linkImport.updateMany({
    where: { id: importId, shopId },
    data: { progress: { increment: rows.length } },
  });
  return true;
}

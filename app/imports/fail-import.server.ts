import type { ImportProblem } from "./import-stage.ts";
import type { ImportStep } from "./import-step.ts";
import type { ImportCounts } from "./import-verdict.ts";

/** Ends an import of which nothing can come. Its file and rows go: a mended file is another import. */
export async function failImport(
  { db, shop, linkImport: { id, stage }, now }: ImportStep,
  problem: ImportProblem,
  told: { problemLine?: number; counts?: ImportCounts } = {},
): Promise<"more"> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.linkImport.updateMany({
      where: { id, shopId: shop.id, stage },
      data: { stage: "failed", problem, ...told, finishedAt: now, forgetAt: null },
    });
    if (count === 0) return;
    await tx.linkImportChunk.deleteMany({ where: { importId: id, shopId: shop.id } });
    await tx.linkImportRow.deleteMany({ where: { importId: id, shopId: shop.id } });
  });
  return "more";
}

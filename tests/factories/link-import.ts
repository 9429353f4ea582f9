import type { LinkImport, LinkImportRow, Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

type Place = { shopId: string; botUserId: string | null };

/** An import of a file that has been read and checked, with these rows. */
export async function createLinkImport(
  db: Db,
  { shopId, botUserId }: Place,
  options: {
    file?: string;
    rows?: Partial<LinkImportRow>[];
    import?: Partial<Omit<LinkImport, "columns" | "counts">> & {
      counts?: Prisma.InputJsonObject;
    };
  } = {},
): Promise<LinkImport> {
  const { file = "顧客ID,LINEユーザーID\n", rows = [], import: more = {} } = options;
  const linkImport = await db.linkImport.create({
    data: {
      shopId,
      source: "csv",
      stage: "preview",
      botUserId: botUserId ?? "",
      fileName: "line.csv",
      encoding: "utf8",
      columns: { line: 1, customer: 0, email: null, hasHeader: true, delimiter: "," },
      actor: "staff:1",
      createdAt: new Date(),
      forgetAt: new Date(Date.now() + 86_400_000),
      ...more,
    },
  });
  const { id: importId } = linkImport;
  await db.linkImportChunk.create({
    data: { importId, shopId, place: 0, bytes: Buffer.from(file) },
  });
  await db.linkImportRow.createMany({
    data: rows.map((row, index) => ({
      importId,
      shopId,
      line: index + 2,
      verdict: "new",
      ...row,
    })),
  });
  return linkImport;
}

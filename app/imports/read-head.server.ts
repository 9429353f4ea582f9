import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import type { Db } from "#app/platform/db.server.ts";
import { csvFormat, guessDelimiter } from "./csv-format.ts";
import type { ColumnChoice } from "./column-choice.ts";
import { decodeHead, type FileEncoding } from "./file-encoding.server.ts";

export type FileHead = { delimiter: ColumnChoice["delimiter"]; rows: string[][] };

/** Enough for a few lines, whatever is in them. */
const HEAD_BYTES = 64 * 1024;
const HEAD_ROWS = 4;
/** As much of a cell as a page shows. */
const MAX_SHOWN = 40;

/** The first rows of a file; null when its first lines are no CSV. */
export function readHead(bytes: Uint8Array, encoding: FileEncoding): FileHead | null {
  const text = decodeHead(bytes.subarray(0, HEAD_BYTES), encoding);
  const delimiter = guessDelimiter(text);
  try {
    const rows = parse(text, { ...csvFormat(delimiter), bom: true, to: HEAD_ROWS });
    return {
      delimiter,
      rows: rows.map((row) => row.map((cell) => cell.replaceAll("\0", "").slice(0, MAX_SHOWN))),
    };
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** The first rows of an import's stored file; null when it is gone. */
export async function readStoredHead(options: {
  db: Db;
  shopId: string;
  importId: string;
}): Promise<FileHead | null> {
  const { db, shopId, importId } = options;
  const first = await db.linkImportChunk.findFirst({
    where: { shopId, importId, place: 0 },
    select: { bytes: true, linkImport: { select: { encoding: true } } },
  });
  return first && readHead(first.bytes, first.linkImport.encoding as FileEncoding);
}

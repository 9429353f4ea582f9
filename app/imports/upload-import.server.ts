import type { Database, Db } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { channelOfImport } from "./channel-of-import.server.ts";
import { type ColumnChoice, hasHeader, recogniseColumns } from "./column-choice.ts";
import { createEncodingGuess, type FileEncoding } from "./file-encoding.server.ts";
import { importDue } from "./import-happenings.ts";
import { KEEP_OPEN_MS, MAX_FILE_BYTES, MAX_ROWS, openStages } from "./import-stage.ts";
import { readHead } from "./read-head.server.ts";
import type { UploadRefusal } from "./upload-refusal.ts";

/** What is kept in one row of the database. */
const CHUNK_BYTES = 256 * 1024;

type Options = {
  db: Database;
  shopId: string;
  /** `staff:<id>` */
  actor: string;
  fileName: string;
  file: AsyncIterable<Uint8Array>;
  now: Date;
};

/**
 * Takes a file in, as it comes and never as a whole: it goes to the database in parts. What no line of it could mend is
 * told at once; the lines are read by a job, if the headings say which column is which.
 */
export async function uploadImport(
  options: Options,
): Promise<
  { outcome: "uploaded"; importId: string } | { outcome: "refused"; reason: UploadRefusal }
> {
  const { db, shopId } = options;
  const refused = (reason: UploadRefusal) => ({ outcome: "refused" as const, reason });
  const channel = await channelOfImport({ db, shopId });
  if (!channel) return refused("not_connected");
  if (await isUnderWay(options)) return refused("under_way");
  // Of one whose server was killed on the way nothing is left.
  await db.linkImport.deleteMany({ where: { shopId, stage: "uploading" } });
  const { id: importId } = await db.linkImport.create({
    data: {
      shopId,
      source: "csv",
      stage: "uploading",
      botUserId: channel.botUserId,
      fileName: options.fileName.replaceAll("\0", "").slice(0, 200),
      actor: options.actor,
      createdAt: options.now,
      forgetAt: new Date(options.now.getTime() + KEEP_OPEN_MS),
    },
  });
  const remove = () => db.linkImport.deleteMany({ where: { id: importId, shopId } });
  const stored = await storeFile(options, importId).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const taken = typeof stored === "string" ? stored : await begin(options, importId, stored);
  if (taken === null) return { outcome: "uploaded", importId };
  await remove();
  return refused(taken);
}

type StoredFile = { encoding: FileEncoding; columns: ColumnChoice | null; bytes: number };

async function storeFile(
  { db, shopId, file }: Options,
  importId: string,
): Promise<StoredFile | UploadRefusal> {
  const guess = createEncodingGuess();
  let head: Uint8Array | undefined;
  let [bytes, lines, place] = [0, 0, 0];
  for await (const chunk of inParts(file)) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines++;
    if (isSpreadsheet(head ?? chunk)) return "spreadsheet";
    if (bytes > MAX_FILE_BYTES) return "too_large";
    // The headings, and what follows the last end of a line.
    if (lines > MAX_ROWS + 2) return "too_many_rows";
    guess.take(chunk);
    head ??= chunk;
    // One that came later has removed this one.
    const { count } = await db.linkImport.updateMany({
      where: { id: importId, shopId, stage: "uploading" },
      data: { fileBytes: bytes },
    });
    if (count === 0) return "replaced";
    await db.$executeRaw`
      INSERT INTO link_import_chunk (import_id, shop_id, place, bytes)
      SELECT id, shop_id, ${place++}::int, ${chunk} FROM link_import WHERE id = ${importId}::uuid AND shop_id = ${shopId}::uuid`;
  }
  const encoding = guess.end();
  if (!head) return "empty";
  if (!encoding) return "encoding";
  const read = readHead(head, encoding);
  if (!read) return "not_csv";
  const [firstRow] = read.rows;
  if (!firstRow) return "empty";
  if (Math.max(...read.rows.map((row) => row.length)) < 2) return "one_column";
  const columns = recogniseColumns(firstRow, read.delimiter);
  if (read.rows.length < 2 && hasHeader(firstRow)) return "empty";
  return { encoding, columns, bytes };
}

/** @returns null, or why it does not begin after all */
async function begin(
  { db, shopId }: Options,
  importId: string,
  { encoding, columns, bytes }: StoredFile,
): Promise<UploadRefusal | null> {
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, [`${shopId} imports`]);
    if (await isUnderWay({ db: tx, shopId })) return "under_way";
    const { count } = await tx.linkImport.updateMany({
      where: { id: importId, shopId, stage: "uploading" },
      data: {
        stage: columns ? "reading" : "mapping",
        encoding,
        columns: columns ?? undefined,
        progressOf: bytes,
      },
    });
    if (count === 0) return "replaced";
    if (columns) await enqueue(tx, importDue, { shopId, importId }, { key: `import:${importId}` });
    return null;
  });
}

async function isUnderWay({ db, shopId }: { db: Db; shopId: string }) {
  return (await db.linkImport.count({ where: { shopId, stage: { in: openStages } } })) > 0;
}

/** The same bytes in parts of one size, whatever the network makes of them. */
async function* inParts(file: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer<ArrayBuffer>> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of file) {
    // The network's buffer may be used again.
    waiting.push(Uint8Array.from(bytes));
    size += bytes.length;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** An Excel file is a ZIP archive, or one of the old format. */
function isSpreadsheet(head: Uint8Array): boolean {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  return starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0);
}

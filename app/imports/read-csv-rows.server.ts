import { CsvError, parse } from "csv-parse";
import { Readable } from "node:stream";
import { columnChoice } from "./column-choice.ts";
import { csvFormat } from "./csv-format.ts";
import { failImport } from "./fail-import.server.ts";
import { type FileEncoding, toUtf8 } from "./file-encoding.server.ts";
import { finishReading } from "./finish-reading.server.ts";
import { MAX_ROWS } from "./import-stage.ts";
import type { ImportStep, StepOutcome } from "./import-step.ts";
import { keepBatch, type ReadUntil } from "./keep-batch.server.ts";
import { readLine, type ToldRow } from "./read-line.ts";

/** Rows that are stored together. */
const BATCH = 1_000;

type Parsed = { record: string[]; info: { lines: number; bytes: number } };

/** Reads on in the stored file, from where it was left, and stores its lines as rows. */
export async function readCsvRows(step: ImportStep): Promise<StepOutcome> {
  const { readBytes, readLines, columns: chosen } = step.linkImport;
  const columns = columnChoice.parse(chosen);
  const parser = parse({ ...csvFormat(columns.delimiter), info: true });
  const source = Readable.from(behind(storedFile(step), readBytes));
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  let isHeading = columns.hasHeader && readBytes === 0;
  let from: ReadUntil = { readBytes, readLines };
  let until = from;
  let rows: ToldRow[] = [];
  const keep = () => keepBatch(step, from, { ...until, progress: until.readBytes }, rows);
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = readLines + info.lines;
      if (line > MAX_ROWS + 2)
        return await failImport(step, "too_many_rows", { problemLine: line });
      until = { readBytes: readBytes + info.bytes, readLines: line };
      if (!isHeading) rows.push(readLine(record, line, columns));
      isHeading = false;
      if (rows.length < BATCH) continue;
      if (!(await keep()) || step.isOver()) return "more";
      [from, rows] = [until, []];
    }
    if (rows.length > 0 && !(await keep())) return "more";
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const problemLine = readLines + Number(error["lines"] ?? 1);
    return failImport(step, "not_csv", { problemLine });
  } finally {
    source.destroy();
  }
  return finishReading(step);
}

/** The uploaded file as UTF-8, a part at a time. */
async function* storedFile({ db, shop, linkImport }: ImportStep): AsyncGenerator<Buffer> {
  const { id: importId, encoding } = linkImport;
  async function* chunks() {
    for (let place = 0; ; place++) {
      const where = { importId_place: { importId, place }, shopId: shop.id };
      const chunk = await db.linkImportChunk.findUnique({ where });
      if (!chunk) return;
      yield chunk.bytes;
    }
  }
  yield* toUtf8(chunks(), encoding as FileEncoding);
}

async function* behind(parts: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const part of parts) {
    if (part.length > left) yield part.subarray(left);
    left = Math.max(0, left - part.length);
  }
}

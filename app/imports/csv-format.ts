import type { Options } from "csv-parse";
import type { ColumnChoice } from "./column-choice.ts";

/** Longer than any line of ids: a quotation mark that is never closed would take in the rest of the file. */
const LONGEST_RECORD = 64 * 1024;

/** How the lines of a file are read; a file with fewer or more cells in a line is read as well. */
export function csvFormat(delimiter: ColumnChoice["delimiter"]) {
  return {
    delimiter,
    // Told, not found out: then the count of bytes is exact after the first record too.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  } satisfies Options;
}

/** What most often stands in the first line. */
export function guessDelimiter(text: string): ColumnChoice["delimiter"] {
  const [firstLine = ""] = text.split(/[\r\n]/, 1);
  const unquoted = firstLine.replace(/"[^"]*"/g, "");
  const often = (sign: string) => unquoted.split(sign).length - 1;
  const signs = [",", "\t", ";"] as const;
  return signs.reduce((best, sign) => (often(sign) > often(best) ? sign : best));
}

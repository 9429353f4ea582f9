import { lineUserIdPattern } from "#app/friends/friend.ts";
import type { ColumnChoice } from "./column-choice.ts";
import type { ImportReason } from "./import-verdict.ts";
import { storable } from "#app/platform/storable.ts";

/** What a line tells: whom it names, or why that cannot be read. */
export type ToldRow = {
  line: number;
  /** As told, as far as it is kept */
  lineUserId: string | null;
  /** The gid, or the e-mail address in small letters; where it is neither, as told, as far as it is kept */
  customer: string | null;
  gid: string | null;
  email: string | null;
  reason: ImportReason | null;
};

/** As much of a cell as serves to find it again. */
const MAX_KEPT = 100;
const MAX_EMAIL = 320;

const GID = /^(?:gid:\/\/shopify\/Customer\/)?([1-9]\d{0,19})$/;
/** What spreadsheets make of long numbers: `7.12346E+12`, `7123460000000.0` */
const ROUNDED = /^\d+(?:\.\d+)?e\+?\d+$|^\d+\.\d+$/i;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Reads one record. Shopify's exports put an apostrophe before customer ids, so that spreadsheets leave them whole. */
export function readLine(record: string[], line: number, columns: ColumnChoice): ToldRow {
  const cell = (index: number | null) => (index === null ? "" : (record[index] ?? "").trim());
  const lineUserId = cell(columns.line);
  const named = [cell(columns.customer).replace(/^'/, ""), cell(columns.email)].filter(Boolean);
  const numbers = named.flatMap((value) => GID.exec(value)?.[1] ?? []);
  const email = named
    .find((value) => EMAIL.test(value) && value.length <= MAX_EMAIL)
    ?.toLowerCase();
  const gid = numbers[0] ? `gid://shopify/Customer/${numbers[0]}` : null;
  return {
    line,
    lineUserId: keep(lineUserId),
    customer: gid ?? email ?? keep(named[0] ?? ""),
    gid,
    email: gid ? null : (email ?? null),
    reason: whyBad({ lineUserId, named, isNamed: Boolean(gid ?? email) }),
  };
}

function whyBad(told: {
  lineUserId: string;
  named: string[];
  isNamed: boolean;
}): ImportReason | null {
  if (!told.lineUserId || told.named.length === 0) return "missing";
  if (!lineUserIdPattern.test(told.lineUserId)) return "line_id";
  if (told.isNamed) return null;
  return told.named.some((value) => ROUNDED.test(value)) ? "rounded" : "customer";
}

/** PostgreSQL has no text with a NUL or half a letter in it. */
function keep(value: string): string | null {
  return storable(value.slice(0, MAX_KEPT)) || null;
}

import { stringify } from "csv-stringify/sync";
import type { Db } from "#app/platform/db.server.ts";
import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { gidNumber } from "#app/shopify/gid.ts";
import { findPeople } from "./find-people.server.ts";
import type { PeopleFilter } from "./people-filter.ts";
import type { PersonCursor } from "./person-cursor.ts";

const BATCH = 1_000;
/** Tells Excel that what follows is UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

const COLUMNS = [
  "lineName",
  "lineUserId",
  "followState",
  "source",
  "customerNumber",
  "customerName",
  "email",
  "phone",
  "linkedAt",
  "method",
  "tags",
  "optOuts",
  "since",
] as const;

type Row = {
  lineName: string | null;
  lineUserId: string | null;
  followState: string | null;
  source: string | null;
  customerGid: string | null;
  customerName: string | null;
  email: string | null;
  phone: string | null;
  linkedAt: Date | null;
  method: string | null;
  tags: string[];
  optOuts: string[];
  since: Date;
};

/**
 * The people who match as a CSV file, newest first, as it is read: a batch is in memory at a time, however many they are.
 * In UTF-8 with a byte order mark, for Excel; what a table would take for a formula is preceded by an apostrophe (OWASP,
 * "CSV Injection").
 *
 * @param options.to the filter, or the ids of people who were chosen by hand
 * @param options.shop times are written in its zone
 */
export function exportPeople(options: {
  db: Db;
  shop: { id: string; timeZone: string };
  to: { filter: PeopleFilter } | { personIds: string[] };
  locale: Locale;
}): ReadableStream<Uint8Array> {
  const { locale } = options;
  const t = fixedT(locale, "people");
  const encoder = new TextEncoder();
  const batches = readBatches(options);
  const csv = (lines: string[][]) => stringify(lines, { escape_formulas: true, eof: true });
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const headings = COLUMNS.map((column) => t(`export.columns.${column}`));
      controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csv([headings])));
    },
    async pull(controller) {
      const next = await batches.next();
      if (next.done) return controller.close();
      const lines = next.value.map((row) => toLine(row, options.shop.timeZone, t));
      controller.enqueue(encoder.encode(csv(lines)));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}

async function* readBatches(
  options: Parameters<typeof exportPeople>[0],
): AsyncGenerator<Row[], undefined> {
  const { db, shop, to } = options;
  const about = { db, shopId: shop.id };
  if ("personIds" in to) {
    yield await readRows({ ...about, ids: to.personIds });
    return undefined;
  }
  let cursor: PersonCursor | null = null;
  for (;;) {
    const found = await findPeople({ ...about, filter: to.filter, cursor, take: BATCH });
    if (found.length > 0) yield await readRows({ ...about, ids: found.map(({ id }) => id) });
    cursor = found.at(-1) ?? null;
    if (found.length < BATCH) return undefined;
  }
}

async function readRows(options: { db: Db; shopId: string; ids: string[] }): Promise<Row[]> {
  const { db, shopId, ids } = options;
  return db.$queryRaw`
    SELECT friend.display_name AS "lineName", friend.line_user_id AS "lineUserId", friend.follow_state AS "followState",
      friend.source, customer.shopify_gid AS "customerGid", customer.display_name AS "customerName", customer.email,
      customer.phone, link.linked_at AS "linkedAt", link.method, person.since,
      ARRAY(SELECT tag.name FROM friend_tag JOIN tag ON tag.id = friend_tag.tag_id
        WHERE friend_tag.friend_id = friend.id ORDER BY tag.name) AS tags,
      ARRAY(SELECT kind FROM opt_out WHERE opt_out.friend_id = friend.id ORDER BY kind) AS "optOuts"
    FROM person
    LEFT JOIN friend ON friend.id = person.friend_id
    LEFT JOIN customer ON customer.id = person.customer_id
    LEFT JOIN link ON link.friend_id = person.friend_id
    WHERE person.shop_id = ${shopId}::uuid AND person.id = ANY (${ids}::uuid[])
    ORDER BY person.since DESC, person.id DESC`;
}

function toLine(row: Row, timeZone: string, t: ReturnType<typeof fixedT>): string[] {
  const at = (date: Date | null) => (date ? writeTime(date, timeZone) : "");
  const values: Record<(typeof COLUMNS)[number], string | null> = {
    lineName: row.lineName,
    lineUserId: row.lineUserId,
    followState: t(`states.${row.followState ?? "none"}`),
    source: row.source && t(`sources.${row.source}`),
    customerNumber: row.customerGid && gidNumber(row.customerGid),
    customerName: row.customerName,
    email: row.email,
    phone: row.phone,
    linkedAt: at(row.linkedAt),
    method: row.method && t(`methods.${row.method}`),
    tags: row.tags.join(", "),
    optOuts: row.optOuts.map((kind) => t(`kinds.${kind}`)).join(", "),
    since: at(row.since),
  };
  return COLUMNS.map((column) => values[column] ?? "");
}

/** `2026-11-22 18:20:00`, which every table reads as a time. */
function writeTime(date: Date, timeZone: string): string {
  return date.toLocaleString("sv-SE", { timeZone });
}

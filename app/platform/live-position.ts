/** What a position may be at most: PostgreSQL names in it each transaction that is under way. */
const MAX_LENGTH = 8_000;
const SHAPE = /^(\d{13})_((\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?))$/;

export type LivePosition = { readAt: number; snapshot: string };

/**
 * A place in what open windows are told: when it was read (epoch ms of the database) and PostgreSQL's snapshot
 * (`pg_snapshot`: xmin, xmax, those under way). The browser keeps it and brings it back; it is checked as PostgreSQL
 * would, which throws for what is none.
 *
 * @returns null for what is no position
 */
export function parseLivePosition(text: string): LivePosition | null {
  const found = text.length <= MAX_LENGTH ? SHAPE.exec(text) : null;
  if (!found) return null;
  const [, readAt = "", snapshot = "", first = "", end = "", list = ""] = found;
  const [xmin, xmax] = [BigInt(first), BigInt(end)];
  if (xmin === 0n || xmax < xmin || xmax > 2n ** 63n - 1n) return null;
  let last = xmin;
  for (const each of list ? list.split(",") : []) {
    const xid = BigInt(each);
    if (xid < last || xid >= xmax) return null;
    last = xid;
  }
  return { readAt: Number(readAt), snapshot };
}

import { Prisma } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { LATE_MS, LISTED_DAYS, type Trouble } from "./trouble.ts";

/** A send of the list, and since when it has been there: when it was due, or when it came to its end. */
export type TroubledSend = { id: string; since: Date };

/**
 * One page of a shop's sends that want a merchant's eye, the latest first. Test sends are none.
 *
 * @param options.before the last of the page before
 * @returns at most `limit`
 */
export async function findTroubledSends(options: {
  db: Db;
  shopId: string;
  trouble: Trouble;
  reason?: string;
  before: TroubledSend | null;
  limit: number;
  now: Date;
}): Promise<TroubledSend[]> {
  const { db, shopId, trouble, reason, before, limit, now } = options;
  const isAsked = Prisma.sql`
    shop_id = ${shopId}::uuid AND kind <> 'test' AND (${reason ?? null}::text IS NULL OR reason = ${reason ?? null})`;
  return db.$queryRaw`
    SELECT id, since FROM (${sendsIn(trouble, isAsked, now)}) AS troubled
    WHERE ${before === null}
      OR (since, id) < (${before?.since ?? now}::timestamptz, ${before?.id ?? null}::uuid)
    ORDER BY since DESC, id DESC LIMIT ${limit}`;
}

/** Each way in has an index of its own that holds little beside what is planned and what went well. */
function sendsIn(trouble: Trouble, isAsked: Prisma.Sql, now: Date): Prisma.Sql {
  const late = new Date(now.getTime() - LATE_MS);
  const listed = new Date(now.getTime() - LISTED_DAYS * 24 * 60 * 60_000);
  switch (trouble) {
    case "waiting":
      return Prisma.sql`
        SELECT id, due_at AS since FROM send WHERE ${isAsked} AND state = 'held'
        UNION ALL
        SELECT id, due_at FROM send WHERE ${isAsked} AND state IN ('planned', 'held') AND state = 'planned' AND next_at <= ${late}
        UNION ALL
        SELECT id, due_at FROM send WHERE ${isAsked} AND state = 'dispatching' AND next_at <= ${late}`;
    case "unknown":
      return Prisma.sql`
        SELECT id, settled_at AS since FROM send
        WHERE ${isAsked} AND state IN ('rejected', 'unknown') AND state = 'unknown' AND settled_at >= ${listed}`;
    case "rejected":
      return Prisma.sql`
        SELECT id, settled_at AS since FROM send
        WHERE ${isAsked} AND state IN ('rejected', 'unknown') AND state = 'rejected' AND settled_at >= ${listed}`;
    case "dropped":
      return Prisma.sql`
        SELECT id, settled_at AS since FROM send
        WHERE ${isAsked} AND state = 'skipped' AND reason IN ('dropped', 'dropped_unknown') AND settled_at >= ${listed}`;
  }
}

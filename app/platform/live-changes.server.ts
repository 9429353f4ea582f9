import type pg from "pg";
import type { Db } from "./db.server.ts";
import { parseLivePosition } from "./live-position.ts";

/** What PostgreSQL calls out, with the shop's id, when a transaction that noted changes is committed. */
export const LIVE_CHANNEL = "musubi_live";

/** Something that open windows are told of: what kind of thing, and which. */
export type LiveChange = { topic: string; id: string };

/** So far back can be caught up. Whoever was away for longer reads everything anew. */
const CATCH_UP_MS = 60 * 60 * 1000;
/** Longer than that by more than any transaction takes. */
const KEEP_MS = 2 * CATCH_UP_MS;
/** More than this is read anew faster than it is caught up. */
const MAX_CHANGES = 1_000;

/** Notes, as part of a transaction, what open windows of the shop are to be told of once it is committed. */
export async function noteLiveChanges(
  db: Db,
  change: { shopId: string; topic: string; ids: string[] },
): Promise<void> {
  if (change.ids.length === 0) return;
  await db.$executeRaw`
    INSERT INTO live_change (shop_id, topic, subject_id)
    SELECT ${change.shopId}::uuid, ${change.topic}, unnest(${change.ids}::uuid[])`;
}

const HERE = `floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint::text || '_' || snapshot::text`;

/** Where we are now. What is read from the database afterwards is of here or later. */
export async function readLivePosition(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ position: string }>(
    `SELECT ${HERE} AS position FROM (SELECT pg_current_snapshot() AS snapshot) AS here`,
  );
  return rows[0]!.position;
}

export type LiveReading =
  | { outcome: "read"; position: string; changes: LiveChange[] }
  /** Too much or too long ago to be told: everything is to be read anew, and goes on from `position`. */
  | { outcome: "lost"; position: string };

/**
 * What was committed in a shop since a position, each thing once, and the position up to which that is.
 *
 * Transactions are not committed in the order in which they begin, and neither ids nor times say what was committed when.
 * A snapshot does: exactly what was not visible in the old one and is in the new one is told, whatever else is under way.
 *
 * @param options.since as read before, or as a browser brings it: what is none is lost
 */
export async function readLiveChanges(options: {
  pool: pg.Pool;
  shopId: string;
  since: string;
}): Promise<LiveReading> {
  const { pool, shopId } = options;
  const since = parseLivePosition(options.since);
  if (!since) return { outcome: "lost", position: await readLivePosition(pool) };
  const { rows } = await pool.query<{ position: string; isKept: boolean; changes: LiveChange[] }>(
    `SELECT ${HERE} AS position,
       pg_snapshot_xmax($2::pg_snapshot) <= pg_snapshot_xmax(snapshot)
         AND $3::bigint > extract(epoch FROM clock_timestamp()) * 1000 - $4::bigint AS "isKept",
       (SELECT coalesce(json_agg(json_build_object('topic', topic, 'id', subject_id)), '[]')
        FROM (SELECT topic, subject_id FROM live_change
              WHERE shop_id = $1 AND xid >= pg_snapshot_xmin($2::pg_snapshot)
                AND NOT pg_visible_in_snapshot(xid, $2::pg_snapshot)
              GROUP BY topic, subject_id ORDER BY max(id) LIMIT $5) AS change) AS changes
     FROM (SELECT pg_current_snapshot() AS snapshot) AS here`,
    [shopId, since.snapshot, since.readAt, CATCH_UP_MS, MAX_CHANGES + 1],
  );
  const { position, isKept, changes } = rows[0]!;
  if (!isKept || changes.length > MAX_CHANGES) return { outcome: "lost", position };
  return { outcome: "read", position, changes };
}

/** So many rows are deleted by one statement. */
const CHUNK = 10_000;

/**
 * Forgets changes that nobody can catch up with any more. Ids grow with the time, so the oldest are the first.
 *
 * @returns how many
 */
export async function forgetLiveChanges(pool: pg.Pool): Promise<number> {
  let sum = 0;
  for (let deleted = 1; deleted > 0; sum += deleted) {
    const { rowCount } = await pool.query(
      `DELETE FROM live_change WHERE at < clock_timestamp() - make_interval(secs => $1)
         AND id IN (SELECT id FROM live_change ORDER BY id LIMIT $2)`,
      [KEEP_MS / 1_000, CHUNK],
    );
    deleted = rowCount ?? 0;
  }
  return sum;
}

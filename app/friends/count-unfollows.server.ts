import type { Db } from "#app/platform/db.server.ts";
import { JUMP_HOURS, USUAL_DAYS } from "./unfollow-jump.ts";

export type Unfollows = {
  lately: number;
  /** A day's average before. */
  usual: number;
  /** When the first of them unfollowed lately. */
  since: Date | null;
};

/**
 * How many unfollowed the account in the last 24 hours and have not come back, and how many do on a usual day.
 *
 * @param options.after the merchant has seen who left before
 */
export async function countUnfollows(options: {
  db: Db;
  shopId: string;
  after: Date | null;
  now: Date;
}): Promise<Unfollows> {
  const { db, shopId, after, now } = options;
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 60 * 60_000);
  const recent = hoursAgo(JUMP_HOURS);
  const seen = new Date(Math.max(recent.getTime(), after?.getTime() ?? 0));
  const [row] = await db.$queryRaw<{ lately: number; before: number; since: Date | null }[]>`
    SELECT count(*) FILTER (WHERE follow_changed_at > ${seen})::int AS lately,
      min(follow_changed_at) FILTER (WHERE follow_changed_at > ${seen}) AS since,
      count(*) FILTER (WHERE follow_changed_at <= ${recent})::int AS before
    FROM friend
    WHERE shop_id = ${shopId}::uuid AND follow_state = 'blocked'
      AND follow_changed_at > ${hoursAgo(JUMP_HOURS + USUAL_DAYS * 24)} AND follow_changed_at <= ${now}`;
  return {
    lately: row?.lately ?? 0,
    usual: (row?.before ?? 0) / USUAL_DAYS,
    since: row?.since ?? null,
  };
}

import type { Db } from "#app/platform/db.server.ts";
import { countLinkStep } from "./count-link-step.server.ts";
import { LINK_INVITE } from "./link-invitation.ts";

/** What follows invitations that LINE took: the way was offered so often. Sends of other programmes are passed over. */
export async function afterInviteSends(options: {
  db: Db;
  shopId: string;
  sendIds: string[];
  now: Date;
}): Promise<void> {
  const { db, shopId, sendIds, now } = options;
  // Found by their ids alone; see after-recovery-sends.server.ts.
  const [row] = await db.$queryRaw<{ count: number }[]>`
    WITH told AS MATERIALIZED (
      SELECT shop_id, kind, state FROM send WHERE id = ANY(${sendIds}::uuid[])
    )
    SELECT count(*)::int AS count FROM told
    WHERE shop_id = ${shopId}::uuid AND kind = ${LINK_INVITE} AND state = 'accepted'`;
  if (!row?.count) return;
  await countLinkStep({
    db,
    shopId,
    method: "account_link",
    step: "offered",
    times: row.count,
    now,
  });
}

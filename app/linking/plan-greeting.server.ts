import type { Db } from "#app/platform/db.server.ts";
import { planSends } from "#app/messages/plan-sends.server.ts";
import { LINK_GREETING } from "./link-greeting.ts";
import { readLinkSettings } from "./read-link-settings.server.ts";

/** For those who add the account after they linked; later a greeting would only puzzle. */
const VALID_MS = 3 * 24 * 60 * 60_000;

/**
 * Plans the greeting of a tie, once per friend and customer for ever. Whoever was taken over from another tool has been
 * greeted there, and is not told anything.
 *
 * @returns whether there is a greeting to send that was not planned before
 */
export async function planGreeting(options: {
  db: Db;
  shopId: string;
  link: { id: string; friendId: string; customerId: string; method: string };
  now: Date;
}): Promise<boolean> {
  const { db, shopId, link, now } = options;
  if (link.method === "import") return false;
  const { greets } = await readLinkSettings({ db, shopId });
  if (!greets) return false;
  const planned = await planSends({
    db,
    sends: [
      {
        shopId,
        kind: LINK_GREETING,
        cause: `${LINK_GREETING}:${link.friendId}:${link.customerId}`,
        subjectId: link.id,
        partId: null,
        friendId: link.friendId,
        dueAt: now,
        validUntil: new Date(now.getTime() + VALID_MS),
        createdAt: now,
      },
    ],
  });
  return planned > 0;
}

import type { Database } from "#app/platform/db.server.ts";
import { readLinkStatus } from "./read-link-status.server.ts";
import { unlinkFriend } from "./unlink-friend.server.ts";

/** Unlinks a customer who asks for it. Whoever is not linked, or not any more, is as they wished. */
export async function unlinkCustomer(options: {
  db: Database;
  shopId: string;
  customerGid: string;
  now: Date;
}): Promise<void> {
  const { db, shopId, customerGid, now } = options;
  const status = await readLinkStatus({ db, shopId, customerGid });
  if (status.state !== "linked") return;
  const { linkId } = status;
  await unlinkFriend({ db, shopId, linkId, customerGid, actor: "customer", now });
}

import type { Db } from "#app/platform/db.server.ts";

/** Deletes all that a friend wrote. What they write from now on begins a new thread. */
export async function forgetTalk(options: {
  db: Db;
  shopId: string;
  friendId: string;
}): Promise<void> {
  const { db, shopId, friendId } = options;
  await db.thread.deleteMany({ where: { shopId, friendId } });
}

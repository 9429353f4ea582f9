import type { ConsentKind } from "#app/friends/friend.ts";
import { optOut } from "#app/friends/opt-out.server.ts";
import { tagFriends } from "#app/friends/tag-friends.server.ts";
import { untagFriends } from "#app/friends/untag-friends.server.ts";
import type { Database, Db } from "#app/platform/db.server.ts";

type ByHand = {
  db: Database;
  shopId: string;
  friendId: string;
  /** `staff:<id>` */
  actor: string;
  now: Date;
};

/** Puts a tag on a friend, or takes it off, by the hand of staff. */
export async function tagByHand(
  options: ByHand & { tagId: string; how: "add" | "remove" },
): Promise<{ outcome: "done" | "unknown_friend" | "unknown_tag" }> {
  const { db, shopId, friendId, tagId, how, now } = options;
  return db.$transaction(async (tx) => {
    if (!(await tx.friend.count({ where: { id: friendId, shopId } })))
      return { outcome: "unknown_friend" };
    if (!(await tx.tag.count({ where: { id: tagId, shopId } }))) return { outcome: "unknown_tag" };
    const who = { db: tx, shopId, friendIds: [friendId], tagId };
    await (how === "add" ? tagFriends({ ...who, now }) : untagFriends(who));
    await note(tx, { ...options, subject: friendId, action: `friend.tag-${how}` });
    return { outcome: "done" };
  });
}

/**
 * Notes that a friend told somebody of the shop that they want no messages of a kind. The other way round is theirs
 * alone: nobody says yes for another.
 */
export async function optOutByHand(
  options: ByHand & { kind: ConsentKind },
): Promise<{ outcome: "opted_out" | "stale" | "unknown_friend" }> {
  const { db, shopId, friendId, kind, now } = options;
  return db.$transaction(async (tx) => {
    const done = await optOut({ db: tx, shopId, friendId, kind, via: "staff", now });
    if (done.outcome === "opted_out")
      await note(tx, { ...options, subject: friendId, action: `consent.${kind}-opt-out` });
    return done;
  });
}

async function note(
  db: Db,
  entry: { shopId: string; actor: string; action: string; subject: string; now: Date },
): Promise<void> {
  const { shopId, actor, action, subject, now } = entry;
  await db.auditEntry.create({ data: { shopId, actor, action, subject, createdAt: now } });
}

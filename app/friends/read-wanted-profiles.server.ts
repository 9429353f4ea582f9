import type { LineCredentials } from "#app/line/credentials.ts";
import { type ProfileOutcome, readProfile } from "#app/line/profile.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import type { WantedFriend } from "./claim-wanted-profiles.server.ts";

/** Requests at once: far below LINE's 2,000 a second, which sends of the same channel share nothing with. */
const AT_ONCE = 20;

type Profile = Extract<ProfileOutcome, { outcome: "found" }>["profile"];

/**
 * Asks LINE for the profiles of a shop's friends and writes them down together. Of whom LINE tells none (404: blocked, or
 * left LINE), it is noted that they no longer follow. When LINE limits the rate or does not answer, the rest waits until
 * its claim ends.
 *
 * @returns whether LINE answered for all of them
 */
export async function readWantedProfiles(options: {
  db: Database;
  shopId: string;
  credentials: LineCredentials;
  friends: WantedFriend[];
  now: Date;
}): Promise<boolean> {
  const { db, shopId, credentials, friends, now } = options;
  const told: ({ friendId: string } & Profile)[] = [];
  const gone: string[] = [];
  const rest = friends.values();
  let isStopped = false;
  const ask = async () => {
    for (const { friendId, lineUserId } of rest) {
      if (isStopped) return;
      const answer = await readProfile({ credentials, lineUserId });
      if (answer.outcome === "found") told.push({ friendId, ...answer.profile });
      // A refusal is about this one id; asking again would not help.
      else if (answer.outcome === "not_found" || answer.outcome === "refused") gone.push(friendId);
      else isStopped = true;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const done = [...told.map(({ friendId }) => friendId), ...gone];
  if (done.length === 0) return !isStopped;
  await db.$transaction([
    db.$executeRaw`
      UPDATE friend SET display_name = told."displayName", picture_url = coalesce(told."pictureUrl", friend.picture_url),
        language = coalesce(told.language, friend.language)
      FROM jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS told (
        "friendId" uuid, "displayName" text, "pictureUrl" text, language text)
      WHERE friend.id = told."friendId" AND friend.shop_id = ${shopId}::uuid`,
    db.$executeRaw`
      UPDATE friend SET follow_state = 'blocked', follow_changed_at = ${now}
      WHERE id = ANY(${gone}::uuid[]) AND shop_id = ${shopId}::uuid AND follow_state = 'following'
        AND coalesce(follow_changed_at, '-infinity') < ${now}`,
    db.wantedProfile.deleteMany({ where: { shopId, friendId: { in: done } } }),
  ]);
  return !isStopped;
}

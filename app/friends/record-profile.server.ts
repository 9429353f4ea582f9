import type { Db } from "#app/platform/db.server.ts";

/**
 * Writes down how LINE describes a friend.
 *
 * @param options.profile fields that LINE left out are left as they are: a friend without a picture has none to give
 */
export async function recordProfile(options: {
  db: Db;
  shopId: string;
  friendId: string;
  profile: { displayName?: string; pictureUrl?: string; language?: string };
}): Promise<void> {
  const { db, shopId, friendId, profile } = options;
  await db.friend.updateMany({
    where: { id: friendId, shopId },
    data: {
      displayName: profile.displayName,
      pictureUrl: profile.pictureUrl,
      language: profile.language,
    },
  });
}

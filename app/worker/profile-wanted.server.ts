import { readChannel } from "#app/channels/read-channel.server.ts";
import { profileWanted } from "#app/friends/friends-happenings.ts";
import { recordProfile } from "#app/friends/record-profile.server.ts";
import { readProfile } from "#app/line/profile.server.ts";
import { db } from "#app/platform/database.server.ts";
import { defineJob } from "#app/platform/jobs.server.ts";

/** A friend is new: LINE is asked for name, picture and language. */
export const profileWantedJob = defineJob(profileWanted, async ({ shopId, friendId }) => {
  const [friend, channel] = await Promise.all([
    db.friend.findFirst({ where: { id: friendId, shopId } }),
    readChannel({ db, shopId }),
  ]);
  if (!friend || !channel || friend.channelId !== channel.id) return;
  const answer = await readProfile({
    credentials: channel.credentials,
    lineUserId: friend.lineUserId,
  });
  // Gone again already, or refused for good: the friend stays without a name until the next event.
  if (answer.outcome === "not_found" || answer.outcome === "unauthorized") return;
  if (answer.outcome !== "found")
    throw new Error(`LINE did not tell the profile: ${answer.outcome}`);
  const { displayName, pictureUrl, language } = answer.profile;
  await recordProfile({
    db,
    shopId,
    friendId,
    profile: { displayName, pictureUrl: pictureUrl ?? undefined, language: language ?? undefined },
  });
});

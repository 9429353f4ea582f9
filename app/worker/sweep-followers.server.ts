import { readChannel } from "#app/channels/read-channel.server.ts";
import { claimFollowerSyncs } from "#app/friends/claim-follower-syncs.server.ts";
import { claimWantedProfiles } from "#app/friends/claim-wanted-profiles.server.ts";
import { readFollowersPage } from "#app/friends/read-followers-page.server.ts";
import { readWantedProfiles } from "#app/friends/read-wanted-profiles.server.ts";
import {
  claimFollowerCounts,
  refreshFollowerCount,
} from "#app/friends/refresh-follower-counts.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { lookEvery } from "./look-every.server.ts";

const LOOK_EVERY_MS = 2_000;
/** Counts come once a day: looking for them is cheap, and need not be often. */
const COUNTS_EVERY_MS = 60_000;
/** A turn of reading ends well within its claim; the next look goes on. */
const TURN_MS = 20_000;

/**
 * Reads what LINE tells of followers only when it is asked: the list of their ids, profiles, and LINE's own count. Stops
 * after the request in hand; the rest is stored and goes on at the next start.
 */
export function startFollowerSweeps(): { stop(): Promise<void> } {
  const failure = "Followers could not be read";
  const sweeps = [
    lookEvery({ ms: LOOK_EVERY_MS, failure, look: sweepFollowerSyncs }),
    lookEvery({ ms: LOOK_EVERY_MS, failure, look: sweepWantedProfiles }),
    lookEvery({ ms: COUNTS_EVERY_MS, failure, look: sweepFollowerCounts }),
  ];
  return {
    async stop() {
      await Promise.all(sweeps.map((sweep) => sweep.stop()));
    },
  };
}

/** Reads on every list of followers that is due, page by page. */
export async function sweepFollowerSyncs(ends?: AbortSignal): Promise<void> {
  const shopIds = await claimFollowerSyncs({ db, now: now() });
  const turnEnds = performance.now() + TURN_MS;
  for (const shopId of shopIds) {
    const channel = await readChannel({ db, shopId });
    if (!channel) continue;
    const { credentials } = channel;
    while (!ends?.aborted && performance.now() < turnEnds) {
      if ((await readFollowersPage({ db, shopId, credentials, now: now() })) === "done") break;
    }
  }
}

/** Asks for the profiles that are due, batch after batch, until none is left or LINE wants a pause. */
export async function sweepWantedProfiles(ends?: AbortSignal): Promise<void> {
  while (!ends?.aborted) {
    const byShop = await claimWantedProfiles({ db, now: now() });
    if (byShop.size === 0) return;
    let isAnswered = false;
    for (const [shopId, friends] of byShop) {
      const channel = await readChannel({ db, shopId });
      if (!channel) continue;
      const { credentials } = channel;
      const isAll = await readWantedProfiles({ db, shopId, credentials, friends, now: now() });
      isAnswered ||= isAll;
    }
    if (!isAnswered) return;
  }
}

async function sweepFollowerCounts(ends?: AbortSignal): Promise<void> {
  for (const shopId of await claimFollowerCounts({ db, now: now() })) {
    if (ends?.aborted) return;
    const channel = await readChannel({ db, shopId });
    if (channel) {
      await refreshFollowerCount({
        db,
        shopId,
        credentials: channel.credentials,
        now: now(),
      });
    }
  }
}

/**
 * - `running`: page after page is read
 * - `finished`: LINE's list was read to its end
 * - `refused`: LINE does not let this account ask; the reason says why
 */
export type FollowerSyncState = "running" | "finished" | "refused";

/**
 * - `not_verified`: LINE lets only verified and premium accounts list their followers
 * - `unauthorized`: LINE refuses the channel's credentials
 * - `refused`: LINE refused for another reason
 */
export type FollowerSyncRefusal = "not_verified" | "unauthorized" | "refused";

/** LINE's list is read again so often: webhooks tell of those who come and go meanwhile. */
export const SYNC_EVERY_MS = 24 * 60 * 60_000;

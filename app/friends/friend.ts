import { z } from "zod";

/** `seen`: logged in with LINE or wrote, but never told us of a follow. */
export type FollowState = "following" | "blocked" | "seen";

/** Kinds of message that need consent; answers to what the friend asked need none. */
export const consentKinds = ["recovery", "marketing"] as const;
export type ConsentKind = (typeof consentKinds)[number];
export const consentKind = z.enum(consentKinds);

/**
 * How a channel came to know a friend, at the first time: by an event of LINE (`follow`, `message`, `postback`,
 * `account_link`), by LINE Login (`login`), by a LIFF page (`liff`), by LINE's list of followers (`follower_list`) or by a
 * merchant's file (`import`).
 */
export const friendSources = [
  "follow",
  "message",
  "postback",
  "account_link",
  "login",
  "liff",
  "follower_list",
  "import",
] as const;
export type FriendSource = (typeof friendSources)[number];

/** How a friend said no; `staff`: to somebody of the shop, who noted it. */
export type OptOutVia = "keyword" | "link" | "page" | "staff";

/** LINE's user ids: `U` and 32 hex digits (LINE's reference, "User ID"). */
export const lineUserIdPattern = /^U[0-9a-f]{32}$/;

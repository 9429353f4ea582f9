import { z } from "zod";
import { consentKind } from "#app/friends/friend.ts";
import { inviteToLink } from "#app/linking/invite-to-link.server.ts";
import { linkByHand } from "#app/linking/link-by-hand.server.ts";
import { staffReason } from "#app/linking/staff-reason.ts";
import { unlinkFriend } from "#app/linking/unlink-friend.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import type { PersonIds } from "./find-person.server.ts";
import { optOutByHand, tagByHand } from "./note-by-hand.server.ts";

type Options = {
  db: Database;
  shopId: string;
  /** `staff:<id>` */
  actor: string;
  now: Date;
  person: PersonIds;
  /** A field of the form; empty when it is missing */
  get: (name: string) => string;
};

const intents: Record<string, (options: Options) => Promise<string | null>> = {
  link: tieByHand,
  unlink,
  tag_add: (options) => changeTag(options, "add"),
  tag_remove: (options) => changeTag(options, "remove"),
  opt_out: noteOptOut,
  invite,
};

/**
 * What staff does on a person's page.
 *
 * @returns null when it is done, or why it is not: a word of the page's `errors`, or `unknown_intent`
 */
export async function handlePerson(options: Options & { intent: string }): Promise<string | null> {
  const { intent } = options;
  const handle = Object.hasOwn(intents, intent) ? intents[intent] : undefined;
  return handle ? handle(options) : "unknown_intent";
}

function idOf(get: Options["get"], name: string): string | null {
  return z.uuid().safeParse(get(name)).data ?? null;
}

/** To whom they are tied comes with the form; who they are themselves, from the address. */
async function tieByHand({ person, get, ...by }: Options): Promise<string | null> {
  const otherId = idOf(get, "otherId");
  const friendId = person.friendId ?? otherId;
  const customerId = person.friendId ? otherId : person.customerId;
  if (!friendId) return "unknown_friend";
  if (!customerId) return "unknown_customer";
  const tied = await linkByHand({ ...by, friendId, customerId, reason: get("reason") });
  return tied.outcome === "refused" ? tied.reason : null;
}

async function unlink({ person, get, ...by }: Options): Promise<string | null> {
  const linkId = idOf(get, "linkId");
  const reason = staffReason.safeParse(get("reason"));
  if (!reason.success) return "no_reason";
  if (!linkId || !person.friendId) return "unknown_link";
  const { outcome } = await unlinkFriend({
    ...by,
    linkId,
    friendId: person.friendId,
    reason: reason.data,
  });
  return outcome === "unlinked" ? null : "unknown_link";
}

async function changeTag(
  { person, get, ...by }: Options,
  how: "add" | "remove",
): Promise<string | null> {
  const { friendId } = person;
  const tagId = idOf(get, "tagId");
  if (!friendId) return "unknown_friend";
  if (!tagId) return "unknown_tag";
  const { outcome } = await tagByHand({ ...by, friendId, tagId, how });
  return outcome === "done" ? null : outcome;
}

async function noteOptOut({ person, get, ...by }: Options): Promise<string | null> {
  const { friendId } = person;
  const kind = consentKind.safeParse(get("kind"));
  if (!friendId) return "unknown_friend";
  if (!kind.success) return "unknown_intent";
  const { outcome } = await optOutByHand({ ...by, friendId, kind: kind.data });
  return outcome === "opted_out" ? null : outcome;
}

async function invite({ person, ...by }: Options): Promise<string | null> {
  const { friendId } = person;
  if (!friendId) return "unknown_friend";
  const invited = await inviteToLink({ ...by, friendIds: [friendId] });
  if (invited.outcome === "invited") return null;
  return invited.reason === "nobody" ? "not_invitable" : invited.reason;
}

import type { FriendSource } from "#app/friends/friend.ts";

/** `unlinked`: friends without customer and customers without friend. */
export const linkFilters = ["linked", "unlinked"] as const;
/** `none`: customers of whom no friend is known. */
export const followFilters = ["following", "blocked", "seen", "none"] as const;

/** A longer search finds nothing that a shorter one would not. It only costs. */
export const MAX_SEARCH = 100;

/** Whom a list is narrowed to; what is null or empty narrows nothing. */
export type PeopleFilter = {
  link: (typeof linkFilters)[number] | null;
  follow: (typeof followFilters)[number] | null;
  source: FriendSource | null;
  tagId: string | null;
  /** Words, each of which has to be part of what a person is found by */
  search: string;
  /** Friends alone, whatever their follow state */
  isFriend?: boolean;
};

export const EVERYBODY: PeopleFilter = {
  link: null,
  follow: null,
  source: null,
  tagId: null,
  search: "",
};

/** The parameters of the page's address, in the order in which they are offered. Names stand in none. */
export const filterNames = ["link", "follow", "source", "tag"] as const;

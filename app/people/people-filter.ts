import { z } from "zod";
import { friendSources } from "#app/friends/friend.ts";

/** `unlinked`: friends without customer and customers without friend. */
export const linkFilters = ["linked", "unlinked"] as const;
/** `none`: customers of whom no friend is known. */
export const followFilters = ["following", "blocked", "seen", "none"] as const;

/** A longer search finds nothing that a shorter one would not. It only costs. */
export const MAX_SEARCH = 100;

/** Whom a list is narrowed to; what is null or empty narrows nothing. */
export const peopleFilter = z.object({
  link: z.enum(linkFilters).nullable(),
  follow: z.enum(followFilters).nullable(),
  source: z.enum(friendSources).nullable(),
  tagId: z.uuid().nullable(),
  /** Words, each of which has to be part of what a person is found by */
  search: z.string().max(MAX_SEARCH),
  /** Friends alone, whatever their follow state */
  isFriend: z.boolean().optional(),
});
export type PeopleFilter = z.infer<typeof peopleFilter>;

export const EVERYBODY: PeopleFilter = {
  link: null,
  follow: null,
  source: null,
  tagId: null,
  search: "",
};

/** The parameters of the page's address, in the order in which they are offered. Names stand in none. */
export const filterNames = ["link", "follow", "source", "tag"] as const;

/** The filter as an address or a form says it; what makes no sense narrows nothing. */
export function readPeopleFilter(
  get: (name: (typeof filterNames)[number]) => string | null,
  search = "",
): PeopleFilter {
  const { shape } = peopleFilter;
  return {
    link: shape.link.catch(null).parse(get("link")),
    follow: shape.follow.catch(null).parse(get("follow")),
    source: shape.source.catch(null).parse(get("source")),
    tagId: shape.tagId.catch(null).parse(get("tag")),
    search: search.slice(0, MAX_SEARCH),
  };
}

export function isNarrowed({ link, follow, source, tagId, search }: PeopleFilter): boolean {
  return Boolean(link ?? follow ?? source ?? tagId) || search.trim() !== "";
}

import { z } from "zod";
import { friendSources } from "#app/friends/friend.ts";
import {
  type filterNames,
  followFilters,
  linkFilters,
  MAX_SEARCH,
  type PeopleFilter,
} from "./people-filter.ts";

/** A filter as a task keeps it. */
export const peopleFilter = z.object({
  link: z.enum(linkFilters).nullable(),
  follow: z.enum(followFilters).nullable(),
  source: z.enum(friendSources).nullable(),
  tagId: z.uuid().nullable(),
  search: z.string().max(MAX_SEARCH),
  isFriend: z.boolean().optional(),
}) satisfies z.ZodType<PeopleFilter>;

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

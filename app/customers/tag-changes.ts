import { z } from "zod";

/** What a webhook told of one tag: since when the customer has it, or not. */
export type TagChange = { tag: string; at: string; has: boolean };

export const tagChanges = z.array(
  z.object({ tag: z.string(), at: z.iso.datetime(), has: z.boolean() }),
);

/** Case does not make a tag another one (Shopify, "Tags"). */
const keyOf = (tag: string) => tag.toLowerCase();

/**
 * The tags of a customer and what is known of single ones since they were read, after further changes. Of each tag the
 * newest word counts, of two in the same moment that it went: so every order of arrival ends alike.
 *
 * @param known.readAt when the tags were read as a whole; null = never
 * @returns the same lists when nothing is new
 */
export function changeTags(
  known: { tags: string[]; changes: TagChange[]; readAt: Date | null },
  told: TagChange[],
): { tags: string[]; changes: TagChange[]; isNew: boolean } {
  const changes = new Map(known.changes.map((change) => [keyOf(change.tag), change]));
  let { tags } = known;
  let isNew = false;
  for (const change of told) {
    if (known.readAt && Date.parse(change.at) <= known.readAt.getTime()) continue;
    const former = changes.get(keyOf(change.tag));
    if (former && !isLater(change, former)) continue;
    changes.set(keyOf(change.tag), change);
    const others = tags.filter((tag) => keyOf(tag) !== keyOf(change.tag));
    tags = change.has ? [...others, change.tag] : others;
    isNew = true;
  }
  return isNew
    ? {
        tags: tags.toSorted(),
        changes: [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change),
        isNew,
      }
    : { tags: known.tags, changes: known.changes, isNew };
}

function isLater(change: TagChange, than: TagChange): boolean {
  const [at, former] = [Date.parse(change.at), Date.parse(than.at)];
  return at > former || (at === former && than.has && !change.has);
}

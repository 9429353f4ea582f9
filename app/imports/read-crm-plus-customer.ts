import { z } from "zod";
import { lineUserIdPattern } from "#app/friends/friend.ts";
import { parseJson } from "#app/platform/parse-json.ts";
import type { ToldRow } from "./read-line.ts";

const customer = z.object({
  id: z.string().regex(/^gid:\/\/shopify\/Customer\/\d+$/),
  tags: z.array(z.string()).catch([]),
  metafield: z.object({ value: z.string() }).nullish(),
});

/** CRM PLUS on LINE's mark on customers who have linked. */
const TAG = "line";

/**
 * Reads one customer of the bulk operation's result. Null for one whom CRM PLUS on LINE does not know. One who has the tag
 * and no user id is told, since the merchant takes them for linked.
 *
 * @param line the running number
 */
export function readCrmPlusCustomer(text: string, line: number): ToldRow | null {
  const { data } = customer.safeParse(parseJson(text));
  if (!data) return null;
  const value = data.metafield?.value.trim() ?? "";
  const isTagged = data.tags.includes(TAG);
  if (!value && !isTagged) return null;
  const lineUserId = value ? findUserId(value) : null;
  return {
    line,
    lineUserId,
    customer: data.id,
    gid: data.id,
    email: null,
    reason: lineUserId ? null : value ? "line_id" : "tag_only",
  };
}

/**
 * The one LINE user id in a metafield's value: the value itself, or the only one that stands in its JSON. Which of the two
 * CRM PLUS on LINE writes is not documented.
 */
function findUserId(value: string): string | null {
  if (lineUserIdPattern.test(value)) return value;
  const found = new Set<string>();
  const visit = (node: unknown) => {
    if (typeof node === "string" && lineUserIdPattern.test(node)) found.add(node);
    else if (typeof node === "object" && node) Object.values(node).forEach(visit);
  };
  visit(parseJson(value));
  const [only, ...others] = found;
  return only && others.length === 0 ? only : null;
}

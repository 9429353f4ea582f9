import { z } from "zod";

/**
 * What is to be said of a row.
 *
 * - `unchecked`: LINE has not been asked yet
 * - `new`: can be tied
 * - `same`: tied just so already
 * - `conflict`: the friend or the customer is tied to somebody else; that tie stays
 * - `not_friend`: LINE does not know the id as a friend of this account, or was blocked
 * - `no_customer`: the shop has no such customer
 * - `bad`: cannot be read
 * - `doubled`: said before in the file, or contradicted by another row
 * - `written`, `undone`: tied by this import, and untied by it again
 * - `changed`: tied by this import, and untied or tied anew by somebody before it was undone
 *
 * In the order in which pages tell them: first what the import does or did.
 */
export const importVerdicts = [
  "new",
  "written",
  "undone",
  "changed",
  "same",
  "conflict",
  "not_friend",
  "no_customer",
  "doubled",
  "bad",
] as const;
export type ImportVerdict = (typeof importVerdicts)[number] | "unchecked";

/** Verdicts of rows that are not tied: what the list to download holds. */
export const notTaken = ["conflict", "not_friend", "no_customer", "doubled", "bad"] as const;

/**
 * Why a row is what it is.
 *
 * - `bad`: `missing` a value, `line_id` or `customer` that is none, a customer number that a spreadsheet `rounded`, a
 *   customer whom CRM PLUS `tag_only` marked
 * - `doubled`: `repeated`, or other rows name another person (`contradicted`): nobody knows which is right
 * - `conflict`: `friend_tied` or `customer_tied`
 * - `no_customer`: `unknown`, or an e-mail address of `several`
 */
export type ImportReason =
  | "missing"
  | "line_id"
  | "customer"
  | "rounded"
  | "tag_only"
  | "repeated"
  | "contradicted"
  | "friend_tied"
  | "customer_tied"
  | "unknown"
  | "several"
  | "not_friend";

/** Rows by verdict. */
export const importCounts = z.partialRecord(z.enum(importVerdicts), z.number().int()).catch({});
export type ImportCounts = z.infer<typeof importCounts>;

/** Fewer than these say nothing. */
const ENOUGH_ASKED = 10;

/**
 * Whether LINE knows next to none of the ids. User ids are per provider (LINE docs, "Get user IDs"): all of another
 * provider's are unknown, so the file is most likely of an official account under another provider.
 */
export function isOtherProvider(counts: ImportCounts): boolean {
  const known = (counts.new ?? 0) + (counts.written ?? 0) + (counts.undone ?? 0);
  const unknown = counts.not_friend ?? 0;
  return unknown >= ENOUGH_ASKED && known <= (known + unknown) / 20;
}

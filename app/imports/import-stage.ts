import { z } from "zod";

export type ImportSource = "csv" | "crm_plus";

/**
 * Where an import stands.
 *
 * - `uploading`: the file is on its way; one that was broken off stays so until the next
 * - `mapping`: the merchant has to say which column is which
 * - `reading`: lines become rows
 * - `checking`: each row is held against ties and LINE
 * - `preview`: the merchant looks, nothing is written yet
 * - `writing`, `undoing`: ties are made, or taken back
 * - `done`, `cancelled`, `undone`, `failed`: over
 */
export type ImportStage =
  | "uploading"
  | "mapping"
  | "reading"
  | "checking"
  | "preview"
  | "writing"
  | "undoing"
  | "done"
  | "cancelled"
  | "undone"
  | "failed";

const movingStages = ["reading", "checking", "writing", "undoing"] as const;
export type MovingStage = (typeof movingStages)[number];

/** Whether the worker moves an import on by itself. */
export function isMoving(stage: string): stage is MovingStage {
  return (movingStages as readonly string[]).includes(stage);
}

/** Stages of which a shop has one import at a time (index link_import_open). */
export const openStages: ImportStage[] = ["mapping", "reading", "checking", "preview", "writing"];

/**
 * Why an import failed, or stands still for a while.
 *
 * - `not_csv`: a quotation mark without its partner, or a line longer than any can be, at `problemLine`
 * - `no_rows`: nothing below the headings
 * - `too_many_rows`
 * - `customers_waiting`: the shop's customers are being read for the first time
 * - `shopify_refused`: Shopify did not read the customers
 * - `shopify_waiting`: Shopify is reading them
 * - `other_account`: the shop has disconnected LINE, or connected another official account
 * - `line_unauthorized`: LINE does not take the channel's credentials
 * - `line_silent`: LINE does not answer; it is asked again
 * - `other_provider`: LINE knows none of the first few hundred ids
 * - `expired`: nobody went on with it for seven days
 */
const importProblems = [
  "not_csv",
  "no_rows",
  "too_many_rows",
  "customers_waiting",
  "shopify_refused",
  "shopify_waiting",
  "other_account",
  "line_unauthorized",
  "line_silent",
  "other_provider",
  "expired",
] as const;
export type ImportProblem = (typeof importProblems)[number];
export const importProblem = z.enum(importProblems).nullable().catch(null);

/** A file of as many lines as rows are allowed, with long ids and e-mail addresses beside each other. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** More customers than nearly any shop has tied; a longer list comes in parts. */
export const MAX_ROWS = 500_000;

/** A file that nobody goes on with is personal data that nobody needs. */
export const KEEP_OPEN_MS = 7 * 86_400_000;
/** How long an import can be undone, and what was not taken be looked up. */
export const KEEP_UNDO_MS = 30 * 86_400_000;

/**
 * Why an import does not begin.
 *
 * - `not_connected`: the shop has no official account connected
 * - `under_way`: another import has to be finished or cancelled first
 * - `replaced`: somebody uploaded another file meanwhile
 * - `spreadsheet`: an Excel file, not a CSV
 * - `one_column`: there are not two columns
 */
export type UploadRefusal =
  | "not_connected"
  | "under_way"
  | "replaced"
  | "no_file"
  | "empty"
  | "too_large"
  | "too_many_rows"
  | "encoding"
  | "spreadsheet"
  | "not_csv"
  | "one_column";

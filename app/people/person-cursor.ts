/** A place in the list of people, newest first: people of one moment are told apart by their id. */
export type PersonCursor = { since: Date; id: string };

/** The cursor as it stands in a page's address. */
export function writeCursor({ since, id }: PersonCursor): string {
  return `${since.toISOString()}_${id}`;
}

/** @returns null for anything that `writeCursor` did not write */
export function readCursor(text: string | null): PersonCursor | null {
  const [, moment, id] =
    /^([2-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      text ?? "",
    ) ?? [];
  if (!moment || !id || Number.isNaN(Date.parse(moment))) return null;
  return { since: new Date(moment), id };
}

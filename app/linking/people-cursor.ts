/** A place in the list of linked people, newest first: ties of one moment are told apart by their id. */
export type PeopleCursor = { linkedAt: Date; linkId: string };

/** The cursor as it stands in a page's address. */
export function writeCursor({ linkedAt, linkId }: PeopleCursor): string {
  return `${linkedAt.toISOString()}_${linkId}`;
}

/** @returns null for anything that `writeCursor` did not write */
export function readCursor(text: string | null): PeopleCursor | null {
  const [, moment, linkId] =
    /^([2-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      text ?? "",
    ) ?? [];
  if (!moment || !linkId || Number.isNaN(Date.parse(moment))) return null;
  return { linkedAt: new Date(moment), linkId };
}

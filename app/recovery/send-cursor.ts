import { z } from "zod";

/** Where a page of sends ends: the time and id of its last row. */
export type SendCursor = { at: Date; id: string };

const cursor = z.tuple([
  z.iso
    .datetime()
    .regex(/^[2-9]/)
    .pipe(z.coerce.date()),
  z.uuid(),
]);

export function writeSendCursor({ at, id }: SendCursor): string {
  return `${at.toISOString()}_${id}`;
}

/** Null for what is no cursor: the list begins at the top. */
export function readSendCursor(text: string | null): SendCursor | null {
  const { data } = cursor.safeParse(text?.split("_"));
  return data ? { at: data[0], id: data[1] } : null;
}

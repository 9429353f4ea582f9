import { z } from "zod";

const minuteOfDay = z.int().min(0).max(1_439);

/** How somebody likes to work in the inbox. */
export const staffPreferences = z
  .object({
    /** What sends while writing; the other one begins a line. */
    sendKey: z.enum(["enter", "shift_enter"]),
    playsSound: z.boolean(),
    showsDesktop: z.boolean(),
    /** Minutes of the shop's day; both null when it may always ring. Until may be smaller: over midnight. */
    quietFromMinute: minuteOfDay.nullable(),
    quietUntilMinute: minuteOfDay.nullable(),
  })
  .refine(
    ({ quietFromMinute: from, quietUntilMinute: until }) =>
      (from === null) === (until === null) && (from === null || from !== until),
  );

export type StaffPreferences = z.infer<typeof staffPreferences>;

/** Whether nothing is to ring. `minute` of the shop's day; from is within, until is not. */
export function isQuiet(
  { quietFromMinute: from, quietUntilMinute: until }: StaffPreferences,
  minute: number,
): boolean {
  if (from === null || until === null) return false;
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

import { Temporal } from "temporal-polyfill";

const MINUTE_MS = 60_000;
const MINUTES_OF_A_DAY = 24 * 60;

/** A step that could not go within a day of its time says nothing that still holds. */
const VALID_FOR_MINUTES = MINUTES_OF_A_DAY;

/** `minutes` may be negative. */
export function addMinutes(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}

/** When a step of a checkout is due and until when it may go. The clock starts when the checkout began. */
export function timesOfStep(options: { checkoutBeganAt: Date; delayMinutes: number }): {
  dueAt: Date;
  validUntil: Date;
} {
  const dueAt = addMinutes(options.checkoutBeganAt, options.delayMinutes);
  return { dueAt, validUntil: addMinutes(dueAt, VALID_FOR_MINUTES) };
}

/**
 * Whether a due time lies before recovery or the step was switched on: switching on and adding a step never send for
 * the past. What was never switched on has no such moment.
 */
export function isBeforeActivation(
  dueAt: Date,
  settings: { activatedAt: Date | null },
  step: { activatedAt: Date | null },
): boolean {
  return [settings.activatedAt, step.activatedAt].some((at) => at !== null && dueAt < at);
}

/** Minutes after midnight on the shop's wall; the window may cross midnight, and equal ends mean the whole day. */
export type SendingHours = { fromMinute: number; untilMinute: number };

/**
 * When the sending hours open next.
 *
 * @returns null when they are open now
 */
export function nextOpening(hours: SendingHours, timeZone: string, now: Date): Date | null {
  const question = `${hours.fromMinute} ${hours.untilMinute} ${timeZone} ${now.getTime()}`;
  if (question !== lastAnswer.to)
    lastAnswer = { to: question, opening: findOpening(hours, timeZone, now) };
  return lastAnswer.opening;
}

/** A batch asks the same about each of its sends, and zones are slow to reckon with. */
let lastAnswer: { to: string; opening: Date | null } = { to: "", opening: null };

function findOpening(hours: SendingHours, timeZone: string, now: Date): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  if (isOpen(hours, local)) return null;
  const wall = Temporal.PlainTime.from({
    hour: Math.floor(hours.fromMinute / 60),
    minute: hours.fromMinute % 60,
  });
  // Where the clocks change, an opening time may come twice a day, or the hours may open by the change itself.
  const openings = [0, 1, 2]
    .flatMap((days) => {
      const day = local.toPlainDate().add({ days }).toPlainDateTime(wall);
      return [
        day.toZonedDateTime(timeZone, { disambiguation: "earlier" }),
        day.toZonedDateTime(timeZone, { disambiguation: "later" }),
      ];
    })
    .concat(local.getTimeZoneTransition("next") ?? [])
    .filter((each) => each.epochMilliseconds > now.getTime() && isOpen(hours, each))
    .map((each) => each.epochMilliseconds);
  return new Date(Math.min(...openings));
}

function isOpen({ fromMinute, untilMinute }: SendingHours, local: Temporal.ZonedDateTime): boolean {
  const minute = local.hour * 60 + local.minute;
  if (fromMinute === untilMinute) return true;
  if (fromMinute < untilMinute) return minute >= fromMinute && minute < untilMinute;
  return minute >= fromMinute || minute < untilMinute;
}

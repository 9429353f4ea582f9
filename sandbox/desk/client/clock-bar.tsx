import { useEffect, useState } from "react";
import type { Language } from "../../phone/client/use-language.ts";
import { advance, readTime } from "./control.ts";
import { usePolled } from "./use-polled.ts";
import { words } from "./words.ts";

const minute = 60_000;
const hour = 60 * minute;
const jumps = [
  ["+10 min", 10 * minute],
  ["+1 h", hour],
  ["+6 h", 6 * hour],
  ["+10 h", 10 * hour],
  ["+24 h", 24 * hour],
] as const;
/** Tokyo has no summer time: its days are 24 hours, and begin 9 hours before those of UTC. */
const tokyoAhead = 9 * hour;
/** Well inside the hours in which shops send. */
const morning = 9 * hour;

/** The sandbox's time in Tokyo, and what pushes it forward. There is no way back, for nobody could undo what has happened. */
export function ClockBar({
  language,
  onError,
}: {
  language: Language;
  onError: (error: unknown) => void;
}) {
  const w = words[language];
  const [time, again] = usePolled(readTime, 2_000);
  const [minutes, setMinutes] = useState("");
  const now = useTicking(time?.offsetMs);
  const jump = (ms: number) => void advance(ms).then(again, onError);
  return (
    <section className="dk-clock" aria-label={w.clock}>
      <p className="dk-clock__now">
        <time dateTime={new Date(now).toISOString()}>
          {new Intl.DateTimeFormat(language, {
            timeZone: "Asia/Tokyo",
            dateStyle: "medium",
            timeStyle: "medium",
          }).format(now)}
        </time>
        <span>Asia/Tokyo · {time?.offsetMs ? w.clockNote(ahead(time.offsetMs)) : w.realTime}</span>
      </p>
      <div className="dk-clock__jumps" role="group" aria-label={w.advance}>
        {jumps.map(([label, ms]) => (
          <button key={label} type="button" onClick={() => jump(ms)}>
            {label}
          </button>
        ))}
        <button type="button" onClick={() => jump(untilMorning(now))}>
          {w.nextMorning}
        </button>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            jump(Math.round(Number(minutes) * minute));
            setMinutes("");
          }}
        >
          <input
            type="number"
            min="0"
            step="any"
            required
            value={minutes}
            aria-label={w.custom}
            placeholder={w.minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
          <button type="submit">{w.go}</button>
        </form>
      </div>
    </section>
  );
}

/** Sandbox time, told anew every second. */
function useTicking(offsetMs = 0): number {
  const [real, setReal] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setReal(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return real + offsetMs;
}

/** From `now` to the next nine o'clock in Tokyo, in milliseconds: never 0. */
function untilMorning(now: number): number {
  const day = 24 * hour;
  return day - ((now + tokyoAhead - morning) % day);
}

/** 93,780,000 ms as "1 d 2 h 3 min". */
function ahead(ms: number): string {
  const total = Math.floor(ms / minute);
  const parts = [
    [Math.floor(total / 1_440), "d"],
    [Math.floor(total / 60) % 24, "h"],
    [total % 60, "min"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.join(" ") || `${Math.round(ms / 1_000)} s`;
}

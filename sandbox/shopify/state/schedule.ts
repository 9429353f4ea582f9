import type { SandboxClock } from "#sandbox/clock.ts";

/** Runs what is due on the sandbox clock, a fifth of a second after it has become due at the latest. */
export function createSchedule(clock: SandboxClock) {
  let entries: { at: number; run: () => void }[] = [];
  const timer = setInterval(() => {
    const now = clock.now();
    const due = entries.filter((entry) => entry.at <= now);
    if (due.length === 0) return;
    entries = entries.filter((entry) => entry.at > now);
    for (const entry of due) entry.run();
  }, 200);
  timer.unref();
  return {
    add(at: number, run: () => void): void {
      entries.push({ at, run });
    },
    close: () => clearInterval(timer),
  };
}

import { appendFileSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Known, Seen } from "#tests/hostile/leak-search.ts";

/** Set by the run's reporter (leak-reporter.ts): where the run keeps what is searched for leaks at its end. */
const FOLDER = "MUSUBI_SEEN";

/** The folder, or undefined when nobody will look. */
export function seenFolder(): string | undefined {
  const folder = process.env[FOLDER];
  if (folder) mkdirSync(folder, { recursive: true });
  return folder;
}

/** Begins to keep what is seen, for this and all processes that it starts. */
export function keepSeen(folder: string): void {
  process.env[FOLDER] = folder;
}

/** What was seen under one name; `known` of the same name are looked for in it. */
export function openSeen(name: string) {
  const folder = seenFolder();
  const write = (kind: string, value: unknown) => {
    if (folder) appendFileSync(join(folder, `${name}.${kind}.jsonl`), `${JSON.stringify(value)}\n`);
  };
  return {
    add: (seen: Seen) => write("seen", seen),
    /** What must not stand in anything of this name. */
    tell: (known: Partial<Known>) => write("known", known),
  };
}

/** From here on the product's log of this process goes into a file: pino writes to the descriptor of standard output. */
export function keepLog(name: string): void {
  const folder = seenFolder();
  if (!folder) return;
  const fd = openSync(join(folder, `${name}.log`), "a");
  Object.defineProperty(process.stdout, "fd", { value: fd });
  process.env.LOG_LEVEL = "trace";
}

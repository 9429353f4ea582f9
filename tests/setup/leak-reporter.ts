import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Reporter } from "vitest/node";
import { searchSeen } from "./search-seen.ts";
import { keepSeen } from "./seen.ts";

const ROOT = resolve(".cache/seen");

/** How many finds are told; more of the same help nobody. */
const TOLD = 40;

/**
 * Keeps what the product logs and what browsers see of it during a run, and searches it at the end for secrets and
 * personal data: any find fails the run. What was searched stays in `.cache/seen` then, to be looked at.
 */
export default class LeakReporter implements Reporter {
  private readonly folder = join(ROOT, String(process.pid));

  onInit(): void {
    forgetFormerRuns();
    keepSeen(this.folder);
  }

  onTestRunEnd(): void {
    if (!existsSync(this.folder)) return;
    const { leaks, lines } = searchSeen(this.folder);
    if (leaks.length === 0) {
      console.log(`Searched ${lines} lines of logs and browsers: no secrets, no personal data.`);
      rmSync(this.folder, { recursive: true });
      return;
    }
    process.exitCode = 1;
    const told = leaks
      .slice(0, TOLD)
      .map(
        ({ file, line, what, shown }) => `  ${join(this.folder, file)}:${line}: ${what}: ${shown}`,
      );
    console.error(
      `${leaks.length} leaks in ${lines} lines of logs and browsers:\n${told.join("\n")}`,
    );
  }
}

/** Folders of runs that have ended; other runs may be under way beside this one. */
function forgetFormerRuns(): void {
  if (!existsSync(ROOT)) return;
  for (const name of readdirSync(ROOT))
    if (!isAlive(Number(name))) rmSync(join(ROOT, name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Known, type Leak, leaksIn, type Seen } from "#tests/hostile/leak-search.ts";

export type FoundLeak = Leak & { file: string; line: number };

/** Searches everything that a run kept in `folder`: logs (`*.log`), and what browsers saw (`*.seen.jsonl`). */
export function searchSeen(folder: string): { leaks: FoundLeak[]; lines: number } {
  const files = readdirSync(folder).sort();
  const leaks: FoundLeak[] = [];
  let lines = 0;
  for (const file of files) {
    const [name = "", kind] = file.split(/\.(?=log$|seen\.jsonl$)/);
    if (!kind) continue;
    const known = knownOf(folder, name);
    for (const [index, line] of linesOf(join(folder, file)).entries()) {
      lines += 1;
      const seen =
        kind === "log" ? { where: "log" as const, text: line } : (JSON.parse(line) as Seen);
      for (const leak of leaksIn(seen, known)) leaks.push({ file, line: index + 1, ...leak });
    }
  }
  return { leaks, lines };
}

/** Values too short or too common to be told from chance are left to the shapes. */
const isTelling = (value: string) =>
  value.length >= 8 || (value.length >= 3 && /[^\x20-\x7e]/.test(value));

function knownOf(folder: string, name: string): Known {
  const known: Known = { secrets: [], personal: [] };
  if (!readdirSync(folder).includes(`${name}.known.jsonl`)) return known;
  for (const line of linesOf(join(folder, `${name}.known.jsonl`))) {
    const { secrets = [], personal = [] } = JSON.parse(line) as Partial<Known>;
    known.secrets.push(...secrets.filter(isTelling));
    known.personal.push(...personal.filter(isTelling));
  }
  return known;
}

const linesOf = (path: string) => readFileSync(path, "utf8").split("\n").filter(Boolean);

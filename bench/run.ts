// `npm run bench -- NAME`: measures one thing beside its bare limit. README.md says what each figure means.
import { parseArgs } from "node:util";
import { removeRunningPostgres } from "./ground/postgres.ts";
import type { BenchReport } from "./ground/report.ts";

type Bench = { measure(): Promise<BenchReport> };

/** Loaded when chosen: each sets its environment before it imports anything of `app/`. */
const benches: Record<string, () => Promise<Bench>> = {
  intake: () => import("./intake.ts"),
  recovery: () => import("./recovery.ts"),
  pages: () => import("./pages.ts"),
  linking: () => import("./linking.ts"),
};

const { positionals } = parseArgs({ allowPositionals: true });
const [name = ""] = positionals;
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!load) {
  console.error(`npm run bench -- NAME, where NAME is ${Object.keys(benches).join(", ")}.`);
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    // Whoever still uses the server hears of its end.
    process.on("uncaughtException", () => undefined);
    void removeRunningPostgres().finally(() => process.exit(130));
  });
}
try {
  const { rows, line } = await (await load()).measure();
  console.table(rows);
  console.log(JSON.stringify(line));
} finally {
  await removeRunningPostgres();
}
process.exit(0);

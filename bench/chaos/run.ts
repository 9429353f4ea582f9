// `npm run chaos -- --kills 50 --sends 5000 --seed N [--break GUARD] [--hours 0,1,6,10,24,36]`: README.md of bench/ says
// what it shows.
import { parseArgs } from "node:util";
import { runChaos } from "./chaos.ts";
import { GUARDS } from "./guards.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "50" },
    sends: { type: "string", default: "5000" },
    seed: { type: "string", default: "1" },
    break: { type: "string" },
    hours: { type: "string", default: "0,1,6,10,24,36" },
  },
});
const kills = Number(values.kills);
const sends = Number(values.sends);
const seed = Number(values.seed);
const guard = values.break;
const hours = values.hours.split(",").map(Number);

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}
if (!Number.isInteger(seed)) refuse("--seed is a whole number.");
if (!(Number.isInteger(sends) && sends >= 200)) refuse("--sends is a number from 200 on.");
if (!(Number.isInteger(kills) && kills > 0)) refuse("--kills is a number from 1 on.");
if (hours[0] !== 0 || hours.some((hour) => !Number.isInteger(hour))) {
  refuse("--hours are whole hours from 0 on, for example 0,1.");
}
if (guard !== undefined && !Object.hasOwn(GUARDS, guard)) {
  refuse(`--break takes one of ${Object.keys(GUARDS).join(", ")}.`);
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stopping.abort());
}
const began = performance.now();
console.log(`seed ${seed}, ${sends} sends, ${kills} kills${guard ? `, without ${guard}` : ""}`);
const { line, isGreen, table, complaints } = await runChaos({
  seed,
  sends,
  kills,
  guard,
  hours,
  // So slowly that each kill meets some of them, and leaves most to the next.
  windowMs: Math.max(5_000, sends * 3),
  tell: console.log,
  stop: stopping.signal,
});
console.table(table);
for (const complaint of complaints) console.log(complaint);
console.log(
  `${isGreen ? "green" : "red"} after ${Math.round((performance.now() - began) / 1_000)} s`,
);
console.log(JSON.stringify(line));
process.exit(isGreen && !stopping.signal.aborted ? 0 : 1);

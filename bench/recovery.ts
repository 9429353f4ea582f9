import type { BenchReport } from "./ground/report.ts";
import { interleave, median } from "./ground/rounds.ts";
import type { OurRound } from "./recovery/our-round.ts";
import { type BenchDatabase, openWorld } from "./recovery/world.ts";

const FULL = {
  open: 200_000,
  large: 2_000_000,
  due: 50_000,
  checked: 5_000,
  single: 300,
  warmUp: 1_000,
};
const ROUNDS = 3;

/**
 * How many recovery messages the worker sends per second, beside a loop that pushes the same bodies; what one costs in
 * processor time, statements and memory; how long a single one takes at rest; and what ten times as many open checkouts
 * change.
 */
export async function measure(size = FULL): Promise<BenchReport> {
  const world = await openWorld(size);
  const { usual, large } = world;
  // After the environment is set: they import what reads it.
  const { checkContents } = await import("./recovery/strict-round.ts");
  const { ourRound } = await import("./recovery/our-round.ts");
  const { bareRound } = await import("./recovery/bare-round.ts");
  const { measureAtRest } = await import("./recovery/at-rest.ts");

  let taken = 0;
  const take = (count: number) => {
    const from = taken;
    taken += count;
    return { from, count };
  };
  const checked = await checkContents({ world, database: usual, range: take(size.checked) });

  const { ours, bare } = await interleave({
    rounds: ROUNDS,
    async ours() {
      const [warmUp, range] = [take(size.warmUp), take(size.due)];
      return {
        usual: await ourRound({ world, database: usual, warmUp, range }),
        large: await ourRound({ world, database: large, warmUp, range }),
      };
    },
    bare: () => bareRound({ world, warmUp: size.warmUp, count: size.due }),
  });
  const lag = await measureAtRest({ world, database: usual, range: take(size.single) });
  const rows = await countRows(usual);
  const rowsOfLarge = await countRows(large);
  await world.close();

  const of = (side: "usual" | "large", figure: keyof OurRound) =>
    median(ours.map((round) => round[side][figure]));
  const barePerSecond = median(bare.map(({ perSecond }) => perSecond));
  const sendsPerSecond = of("usual", "perSecond");
  const { fsync, synchronous_commit } = world.durability;
  console.log(
    `fsync ${fsync}, synchronous_commit ${synchronous_commit}, ${ROUNDS} rounds of ${size.due} sends that become due in one minute`,
  );
  console.log(
    `${checked} messages to the strict stand-in: each accepted, each person read exactly what is owed`,
  );
  const inTable = (side: "usual" | "large", name: string) => ({
    side: name,
    "sends a second": Math.round(of(side, "perSecond")),
    "processor ms a send": round(of(side, "cpuMsPerSend"), 3),
    "statements a send": round(of(side, "queriesPerSend"), 3),
    "most memory, MB": Math.round(Math.max(...ours.map((round) => round[side].peakRssMb))),
  });
  return {
    rows: [
      inTable("usual", `${rows.checkouts} open checkouts`),
      inTable("large", `${rowsOfLarge.checkouts} open checkouts`),
      {
        side: "bare loop",
        "sends a second": Math.round(barePerSecond),
        "processor ms a send": round(median(bare.map(({ cpuMsPerSend }) => cpuMsPerSend)), 3),
      },
      { side: "at rest: half within, ms", "sends a second": Math.round(lag.p50Ms) },
    ],
    line: {
      name: "recovery",
      size: {
        ...rows,
        due: size.due,
        checked,
        single: size.single,
        largeCheckouts: rowsOfLarge.checkouts,
      },
      sendsPerSecond: Math.round(sendsPerSecond),
      barePerSecond: Math.round(barePerSecond),
      ratio: round(median(bare.map((each, n) => ours[n]!.usual.perSecond / each.perSecond)), 2),
      cpuMsPerSend: round(of("usual", "cpuMsPerSend"), 3),
      queriesPerSend: round(of("usual", "queriesPerSend"), 3),
      peakRssMb: Math.round(Math.max(...ours.map((each) => each.usual.peakRssMb))),
      lagP99Ms: Math.round(lag.p99Ms),
      growth: round(median(ours.map((each) => each.usual.perSecond / each.large.perSecond)), 2),
    },
  };
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** What is really there at the end. */
async function countRows({ client }: BenchDatabase) {
  const { rows } = await client.query<Record<"shops" | "checkouts" | "sends" | "links", number>>(`
    SELECT (SELECT count(*)::int FROM shop) AS shops,
      (SELECT count(*)::int FROM checkout WHERE completed_at IS NULL AND deleted_at IS NULL) AS checkouts,
      (SELECT count(*)::int FROM send) AS sends, (SELECT count(*)::int FROM link) AS links`);
  return rows[0]!;
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileClock } from "#sandbox/clock.ts";
import { type BenchPostgres, startBenchPostgres } from "../ground/postgres.ts";
import { type BenchProcess, startProcess } from "../ground/process.ts";
import { productEnv } from "../ground/product-env.ts";
import { seededRandom } from "../ground/random.ts";
import { createDeliverer } from "./deliver.ts";
import { createKiller } from "./killer.ts";
import { openLedger } from "./ledger.ts";
import type { LineOptions } from "./line.process.ts";
import { workOutOwed } from "./owed.ts";
import { playStages } from "./play-stages.ts";
import { productEnvs, startProduct, WORKERS } from "./product.ts";
import type { Script } from "./script.ts";
import { judge, type Verdict } from "./verdict.ts";
import { writeScript } from "./write-script.ts";

export type ChaosOptions = {
  seed: number;
  sends: number;
  kills: number;
  /** Which guard is taken out of the product. */
  guard?: string;
  hours: number[];
  /** How long things happen in each stage, at least. */
  windowMs: number;
  /** For people, as it goes. */
  tell: (text: string) => void;
  /** Ends the run early; what it then has to say is worth nothing. */
  stop: AbortSignal;
};

/** Of the pushes, one each. A run of few messages has more, so that each fault happens. */
const FAULT_SHARE = 0.01;
const LEAST_FAULTS = 6;

/** Lets the product send under fire, and holds what arrived against what was owed. */
export async function runChaos(options: ChaosOptions): Promise<Verdict> {
  const { seed, kills, guard, tell, stop } = options;
  const began = performance.now();
  const mishaps: string[] = [];
  const onMishap = (mishap: string) => {
    mishaps.push(mishap);
    tell(mishap);
  };
  await using closing = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "musubi-chaos-"));
  closing.defer(() => rm(folder, { recursive: true }));
  const clockFile = join(folder, "clock");
  const graves = join(folder, "graves");
  await mkdir(graves);
  const clock = createFileClock(clockFile);
  const postgres = await startBenchPostgres();
  closing.defer(() => postgres.stop());
  const windowMs = await stretchWindow(options, postgres);
  const script = writeScript({ ...options, windowMs });
  const owed = workOutOwed(script);
  const ledger = openLedger(postgres.url);
  closing.defer(() => ledger.close());

  const line = await startLine({ script, folder, clockFile });
  closing.defer(() => void line.child.kill());
  const shopify = await startProcess({ entry: "bench/ground/shopify-sink.process.ts" });
  closing.defer(() => void shopify.child.kill());
  const envs = productEnvs({ postgres, line, shopify, clockFile, graves });
  Object.assign(process.env, envs.intake);
  const { seed: seedDatabase } = await import("./seed.ts");
  await seedDatabase(script, new Date(clock.now()));

  const product = startProduct({ envs, postgres, guard, onMishap });
  closing.defer(() => product.close());
  const { intake, workers } = product;
  const { port } = (await intake.current()).ready;
  await Promise.all(workers.map((worker) => worker.current()));
  const killer = createKiller({
    count: kills,
    random: seededRandom(seed + 1),
    product,
    line,
    graves,
  });
  tell(`ready after ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  const startedAt = Math.floor(clock.now() / 1_000) * 1_000;
  const deliverer = createDeliverer({
    url: `http://127.0.0.1:${String(port)}`,
    startedAt,
    onMishap,
  });
  closing.defer(() => deliverer.close());

  const played = await playStages({
    script,
    owed,
    startedAt,
    clock,
    product,
    killer,
    deliverer,
    ledger,
    line,
    kills,
    tell,
    onMishap,
    stop,
  });
  const setAside = await ledger.setAside();
  if (setAside > 0) onMishap(`${setAside} webhook events were given up.`);
  return judge({
    seed,
    owed,
    lastStage: played.lastStage,
    arrivals: played.arrivals,
    ledger: await ledger.sends(),
    wantedKills: kills,
    killsAt: killer.killsAt,
    faults: played.faults,
    mishaps,
  });
}

/** Several start at once, and have to come to a transition. */
const STRETCH = 1.5;

/** On a slow machine a stage takes longer: a process that is killed has to be up again before it can be killed again. */
async function stretchWindow(
  { windowMs, kills, hours }: ChaosOptions,
  postgres: BenchPostgres,
): Promise<number> {
  const nowhere = "http://127.0.0.1:9";
  const began = performance.now();
  const worker = await startProcess({
    entry: "bench/chaos/worker.process.ts",
    env: productEnv({ databaseUrl: postgres.url, lineUrl: nowhere, shopifyUrl: nowhere }),
  });
  const startMs = performance.now() - began;
  worker.child.kill("SIGKILL");
  return Math.round(Math.max(windowMs, (STRETCH * startMs * kills) / hours.length));
}

async function startLine(options: {
  script: Script;
  folder: string;
  clockFile: string;
}): Promise<BenchProcess> {
  const { script, folder, clockFile } = options;
  const peopleOf = Map.groupBy(script.people, ({ shop }) => shop);
  const share = Math.max(FAULT_SHARE, LEAST_FAULTS / owedPushes(script));
  const lineOptions: LineOptions = {
    seed: script.seed,
    clockFile,
    fronts: WORKERS,
    faults: { error: share, timeOut: share, rateLimit: share },
    channels: script.shops.map((shop) => ({
      channelId: shop.channelId,
      channelSecret: shop.channelSecret,
      botUserId: shop.botUserId,
      userIds: (peopleOf.get(shop) ?? []).map(({ userId }) => userId),
    })),
  };
  const file = join(folder, "line.json");
  await writeFile(file, JSON.stringify(lineOptions));
  return startProcess({ entry: "bench/chaos/line.process.ts", args: [file] });
}

function owedPushes(script: Script): number {
  return workOutOwed(script).filter(({ outcome }) => outcome === "sent").length;
}

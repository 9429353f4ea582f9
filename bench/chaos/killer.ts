import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { BenchProcess } from "../ground/process.ts";
import { pick, shuffle } from "../ground/random.ts";
import { ask } from "../ground/talk.ts";
import type { Waiting } from "./line.process.ts";
import type { Product } from "./product.ts";
import type { Slot } from "./slot.ts";
import { type Order, type Transition, TRANSITIONS } from "./transitions.ts";

/** A process lies in wait at so many transitions at once, and dies at the one it comes to first. */
const AT_ONCE = 3;
/** So long it has for that; then it lies in wait at others. */
const PATIENCE_MS = 1_500;
const LAST_WORD_MS = 50;

export type Killer = {
  /** Deaths by SIGKILL, by transition; those that the seed chose have an entry from the beginning. */
  killsAt: Record<string, number>;
  /** Kills until `wanted` processes died, or until it is told to stop. */
  kill(wanted: number, stop: AbortSignal): Promise<void>;
};

/**
 * Kills processes at transitions that the seed chooses: each transition once, as far as the kills go, then any of them.
 *
 * @param options.graves a folder in which who dies leaves where
 */
export function createKiller(options: {
  count: number;
  random: () => number;
  product: Product;
  line: BenchProcess;
  graves: string;
}): Killer {
  const { count, random, product, line, graves } = options;
  const { workers, intake } = product;
  const queue = chooseTransitions(count, random);
  const killsAt = Object.fromEntries(queue.map(({ name }) => [name, 0]));
  const byLine = new WeakMap<ChildProcess, Transition>();
  line.child.on("message", ({ waiting, front }: Partial<Waiting>) => {
    if (waiting) void killBy(waiting, workers[front ?? 0]!);
  });

  async function killBy(moment: string, slot: Slot): Promise<void> {
    const { child } = await slot.current();
    const transition = TRANSITIONS.find(({ name }) => name === moment);
    if (transition) byLine.set(child, transition);
    child.kill("SIGKILL");
  }

  /** At most one of each place: what comes before would always come first. */
  function take(role: Transition["role"]): Transition[] {
    const fitting = shuffle(
      random,
      queue.filter((each) => each.role === role),
    );
    const places = new Map(fitting.map((each) => [placeOf(each), each]));
    const taken = [...places.values()].slice(0, AT_ONCE);
    for (const each of taken) queue.splice(queue.indexOf(each), 1);
    return taken;
  }

  async function arm(child: ChildProcess, front: number, dieAt: Transition[]): Promise<void> {
    // Who is dying at this moment need not be told.
    if (child.connected) child.send({ dieAt } satisfies Order, () => undefined);
    if (front === -1) return;
    const moments = dieAt.flatMap((each) => (each.by === "line" ? [each.moment] : []));
    await ask(line.child, "arm", { moments, front });
  }

  /** @returns whether the process that runs here died */
  async function lieInWait(slot: Slot, stop: AbortSignal): Promise<boolean> {
    const { child } = await slot.current();
    const front = workers.indexOf(slot);
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const dieAt = take(front === -1 ? "intake" : "worker");
    if (dieAt.length === 0) return false;
    await arm(child, front, dieAt);
    const patience = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stop]);
    await once(child, "exit", { signal: patience }).catch(() => undefined);
    await arm(child, front, []);
    await ask(line.child, "goOn", front);
    // Until it has heard that the order is taken back.
    await wait(LAST_WORD_MS);
    const grave = await readGrave(child);
    queue.push(...dieAt.filter(({ name }) => name !== grave));
    if (grave === null) return false;
    killsAt[grave]! += 1;
    return true;
  }

  /** Where it died; null when it lives. What died after the order was taken back counts, too. */
  async function readGrave(child: ChildProcess): Promise<string | null> {
    const here = byLine.get(child)?.name;
    if (here) return here;
    return readFile(join(graves, String(child.pid)), "utf8").catch(() => null);
  }

  return {
    killsAt,
    async kill(wanted, stop) {
      let dead = 0;
      let lyingInWait = 0;
      async function killIn(slot: Slot): Promise<void> {
        while (dead < wanted && !stop.aborted) {
          if (dead + lyingInWait < wanted) {
            lyingInWait += 1;
            if (await lieInWait(slot, stop)) dead += 1;
            lyingInWait -= 1;
          }
          await wait(100 + random() * 300);
        }
      }
      await Promise.all([intake, ...workers].map(killIn));
    },
  };
}

function chooseTransitions(count: number, random: () => number): Transition[] {
  const rest = Array.from({ length: Math.max(0, count - TRANSITIONS.length) }, () =>
    pick(random, TRANSITIONS),
  );
  return [...shuffle(random, TRANSITIONS), ...rest].slice(0, count);
}

function placeOf(transition: Transition): string {
  return transition.by === "statement" ? transition.statement : transition.by;
}

import type { Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import {
  type Cell,
  countCheckouts,
  countRecovered,
  countSends,
  countTaps,
} from "./count-results.server.ts";
import type { StepDelay } from "./recovery-step.ts";
import { addCounts, type Counts, NOTHING, type Results } from "./results.ts";
import { type ResultsRange, resultsRange } from "./results-range.ts";

/** Settings' default, for a shop that has not saved any. */
const DEFAULT_ATTRIBUTION_DAYS = 7;

/** What results are counted by. */
export type ResultsRule = {
  /** Within how many days after a message or a tap an order by the same customer counts. */
  attributionDays: number;
  /** By delay. */
  steps: { id: string; delayMinutes: StepDelay; isOn: boolean }[];
};

export async function readResultsRule(options: { db: Db; shopId: string }): Promise<ResultsRule> {
  const { db, shopId } = options;
  const [settings, steps] = await Promise.all([
    db.recoverySettings.findUnique({ where: { shopId }, select: { attributionDays: true } }),
    db.recoveryStep.findMany({
      where: { shopId },
      orderBy: { delayMinutes: "asc" },
      select: { id: true, delayMinutes: true, isOn: true },
    }),
  ]);
  return {
    attributionDays: settings?.attributionDays ?? DEFAULT_ATTRIBUTION_DAYS,
    steps: steps.map((step) => ({ ...step, delayMinutes: step.delayMinutes as StepDelay })),
  };
}

/** Each number stands on the day on which it happened, in the shop's zone: four queries, however long the range. */
export async function readResults(options: {
  db: Db;
  shop: Pick<Shop, "id" | "currency">;
  range: ResultsRange;
  rule: ResultsRule;
}): Promise<Results> {
  const { db, shop, range, rule } = options;
  const { id: shopId, currency } = shop;
  const { attributionDays, steps } = rule;
  const scope = { db, shopId, range };
  const [checkouts, ...counted] = await Promise.all([
    countCheckouts(scope),
    countSends(scope),
    countTaps(scope),
    countRecovered({ ...scope, attributionDays, currency }),
  ]);
  const cells = counted.flat();
  const checkoutsOf = new Map(checkouts.map((each) => [each.day, each.checkouts]));
  const days = range.days.map((day) => ({
    day,
    checkouts: checkoutsOf.get(day) ?? 0,
    ...sum(cells.filter((cell) => cell.day === day)),
  }));
  return {
    totals: {
      checkouts: days.reduce((all, { checkouts: count }) => all + count, 0),
      ...days.reduce<Counts>(addCounts, NOTHING),
    },
    days,
    steps: steps
      .map((step) => ({
        isOn: step.isOn,
        delayMinutes: step.delayMinutes,
        ...sum(cells.filter((cell) => cell.stepId === step.id)),
      }))
      .filter(({ isOn, sends, taps, recovered }) => isOn || sends + taps + recovered > 0)
      .map(({ isOn: _isOn, ...counts }) => counts),
  };
}

/** What the last seven days brought, today included: for the home page. */
export async function readWeekNumbers(options: {
  db: Db;
  shop: Pick<Shop, "id" | "timeZone" | "currency">;
  now: Date;
}): Promise<Results["totals"]> {
  const { db, shop, now } = options;
  const range = resultsRange({ days: 7, now, timeZone: shop.timeZone });
  const rule = await readResultsRule({ db, shopId: shop.id });
  return (await readResults({ db, shop, range, rule })).totals;
}

function sum(cells: Cell[]): Counts {
  return cells.reduce<Counts>((all, cell) => addCounts(all, { ...NOTHING, ...cell }), NOTHING);
}

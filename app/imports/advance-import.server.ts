import type { Database } from "#app/platform/db.server.ts";
import { checkRows } from "./check-rows.server.ts";
import { isMoving, type MovingStage } from "./import-stage.ts";
import type { ImportStep, StepOutcome } from "./import-step.ts";
import { readCrmPlusRows } from "./read-crm-plus-rows.server.ts";
import { readCsvRows } from "./read-csv-rows.server.ts";
import { undoRows } from "./undo-rows.server.ts";
import { writeRows } from "./write-rows.server.ts";

const STEPS: Record<MovingStage, (step: ImportStep) => Promise<StepOutcome>> = {
  reading: readRows,
  checking: checkRows,
  writing: writeRows,
  undoing: undoRows,
};

/** The customers are looked for again so soon. */
const MIRROR_S = 5;

/**
 * Before the shop's customers have all been read for the first time, and stand in the list of people, by which e-mail
 * addresses are found, those who are missing would be nobody.
 */
async function areCustomersThere({ db, shop }: ImportStep): Promise<boolean> {
  const sync = await db.customerSync.findUnique({ where: { shopId: shop.id } });
  if (sync && !sync.finishedAt) return false;
  return !(await db.personDue.findFirst({ where: { shopId: shop.id }, select: { id: true } }));
}

async function readRows(step: ImportStep): Promise<StepOutcome> {
  const { db, shop, linkImport } = step;
  if (!(await areCustomersThere(step))) {
    await db.linkImport.updateMany({
      where: { id: linkImport.id, shopId: shop.id, stage: "reading" },
      data: { problem: "customers_waiting" },
    });
    return MIRROR_S;
  }
  return linkImport.source === "crm_plus" ? readCrmPlusRows(step) : readCsvRows(step);
}

/** Others' jobs wait no longer, and a worker that is told to stop has time. */
const TURN_MS = 4_000;

/**
 * Moves an import on for a few seconds. Each step stores what it did together with how far it came: whatever kills it, the
 * next turn goes on behind it.
 *
 * @param options.now the product's clock
 * @returns when it wants its next turn, in seconds; null when there is nothing to do
 */
export async function advanceImport(options: {
  db: Database;
  shopId: string;
  importId: string;
  now: () => Date;
  turnMs?: number;
}): Promise<number | null> {
  const { db, shopId, importId, now, turnMs = TURN_MS } = options;
  const until = performance.now() + turnMs;
  const isOver = () => performance.now() > until;
  do {
    const linkImport = await db.linkImport.findFirst({
      where: { id: importId, shopId, shop: { uninstalledAt: null } },
      include: { shop: { select: { id: true, domain: true } } },
    });
    if (!linkImport || !isMoving(linkImport.stage)) return null;
    const { shop } = linkImport;
    const outcome = await STEPS[linkImport.stage]({ db, shop, linkImport, now: now(), isOver });
    if (outcome !== "more") return outcome;
  } while (!isOver());
  return 0;
}

import type { Database, Db } from "#app/platform/db.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { checkStepsWithLine } from "./check-steps-with-line.server.ts";
import { planRecovery, recoveryLock } from "./plan-recovery.server.ts";
import { addMinutes } from "./recovery-clock.ts";
import {
  errorsOf,
  type FormErrors,
  recoveryForm,
  type RecoveryForm,
  type StepForm,
} from "./recovery-form.ts";
import { STEP_DELAYS } from "./recovery-step.ts";

/** Checkouts planned for in one statement when a step is added. */
const PLANNED_AT_ONCE = 500;

/**
 * Saves the settings and all five steps.
 *
 * What is switched on by this gets `now` as the moment of its activation, so that nothing is sent for the past; and
 * the steps still to come of checkouts that are open now are planned in the same transaction.
 *
 * @param options.form as the page posts it
 * @returns `refused` with a code for each field that is wrong, a tag of another shop and a message that LINE refuses
 *   included
 */
export async function saveRecovery(options: {
  db: Database;
  shopId: string;
  form: unknown;
  /** `staff:<Shopify user id>` */
  actor: string;
  now: Date;
}): Promise<{ outcome: "saved" } | { outcome: "refused"; errors: FormErrors }> {
  const { db, shopId, actor, now } = options;
  const parsed = recoveryForm.safeParse(options.form);
  if (!parsed.success) return { outcome: "refused", errors: errorsOf(parsed.error) };
  const { steps, ...settings } = parsed.data;
  const errors = {
    ...(await findForeignTags(db, shopId, steps)),
    ...(await checkStepsWithLine({ db, shopId, steps })),
  };
  if (Object.keys(errors).length > 0) return { outcome: "refused", errors };
  await db.$transaction(async (tx) => {
    // Two people who save at once take turns as well, so that each sees what the other switched on.
    await lockUntilCommit(tx, [recoveryLock(shopId)]);
    await writeSettings(tx, shopId, settings, now);
    const hasNewStep = await writeSteps(tx, shopId, steps, now);
    if (hasNewStep) await planOpenCheckouts(tx, shopId, now);
    await tx.auditEntry.create({
      data: { shopId, actor, action: "recovery.saved", createdAt: now },
    });
  });
  return { outcome: "saved" };
}

async function findForeignTags(db: Db, shopId: string, steps: StepForm[]): Promise<FormErrors> {
  const wanted = steps.flatMap(({ addTagId, removeTagId }) => [addTagId, removeTagId]);
  const tags = await db.tag.findMany({
    where: { shopId, id: { in: wanted.filter((id) => id !== null) } },
    select: { id: true },
  });
  const known = new Set<string | null>([null, ...tags.map(({ id }) => id)]);
  const errors: FormErrors = {};
  steps.forEach((step, index) => {
    if (!known.has(step.addTagId)) errors[`steps.${index}.addTagId`] = "unknown_tag";
    if (!known.has(step.removeTagId)) errors[`steps.${index}.removeTagId`] = "unknown_tag";
  });
  return errors;
}

async function writeSettings(
  db: Db,
  shopId: string,
  settings: Omit<RecoveryForm, "steps">,
  now: Date,
): Promise<void> {
  const before = await db.recoverySettings.findUnique({ where: { shopId } });
  const data = { ...settings, activatedAt: activation(before, settings.isOn, now) };
  await db.recoverySettings.upsert({
    where: { shopId },
    create: { shopId, ...data },
    update: data,
  });
}

/** @returns whether a step was switched on */
async function writeSteps(db: Db, shopId: string, steps: StepForm[], now: Date): Promise<boolean> {
  const known = await db.recoveryStep.findMany({ where: { shopId } });
  let hasNewStep = false;
  for (const { delayMinutes, ...step } of steps) {
    const before = known.find((each) => each.delayMinutes === delayMinutes);
    const data = { ...step, activatedAt: activation(before, step.isOn, now) };
    hasNewStep ||= step.isOn && !before?.isOn;
    await db.recoveryStep.upsert({
      where: { shopId_delayMinutes: { shopId, delayMinutes } },
      create: { shopId, delayMinutes, ...data },
      update: data,
    });
  }
  return hasNewStep;
}

/** Kept while it stays on; what is off remembers when it was last switched on. */
function activation(
  before: { isOn: boolean; activatedAt: Date | null } | null | undefined,
  isOn: boolean,
  now: Date,
): Date | null {
  if (!isOn) return before?.activatedAt ?? null;
  return before?.isOn ? before.activatedAt : now;
}

/** A step that is added goes to the checkouts that are open now, as far as its time is still to come. */
async function planOpenCheckouts(db: Db, shopId: string, now: Date): Promise<void> {
  const open = await db.checkout.findMany({
    where: {
      shopId,
      completedAt: null,
      deletedAt: null,
      shopifyCreatedAt: { gte: addMinutes(now, -STEP_DELAYS.at(-1)!) },
    },
    select: { id: true },
  });
  for (let from = 0; from < open.length; from += PLANNED_AT_ONCE) {
    const checkoutIds = open.slice(from, from + PLANNED_AT_ONCE).map(({ id }) => id);
    await planRecovery({ db, shopId, checkoutIds, now });
  }
}

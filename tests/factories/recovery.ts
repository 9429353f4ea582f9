import type { Prisma, RecoveryStep, Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { defaultContent, type StepDelay } from "#app/recovery/recovery-step.ts";

const LONG_AGO = new Date("2026-11-01T00:00:00Z");

/** Recovery that was switched on three weeks ago, at any hour of the day. */
export async function createRecoverySettings(
  db: Db,
  shop: Pick<Shop, "id">,
  overrides: Partial<Prisma.RecoverySettingsUncheckedCreateInput> = {},
): Promise<void> {
  await db.recoverySettings.create({
    data: {
      shopId: shop.id,
      isOn: true,
      activatedAt: LONG_AGO,
      sendingFromMinute: 0,
      sendingUntilMinute: 0,
      ...overrides,
    },
  });
}

/** A step that was switched on three weeks ago, with its default text in Japanese. */
export async function createRecoveryStep(
  db: Db,
  shop: Pick<Shop, "id">,
  delayMinutes: StepDelay,
  overrides: Partial<Prisma.RecoveryStepUncheckedCreateInput> = {},
): Promise<RecoveryStep> {
  return db.recoveryStep.create({
    data: {
      shopId: shop.id,
      delayMinutes,
      isOn: true,
      activatedAt: LONG_AGO,
      content: defaultContent(delayMinutes, "ja"),
      ...overrides,
    },
  });
}

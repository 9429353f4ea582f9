import type { Db } from "#app/platform/db.server.ts";

/** Whether cart recovery runs: the programme's switch, and how many of its steps are on. */
export async function readRecoveryStatus(options: {
  db: Db;
  shopId: string;
}): Promise<{ isOn: boolean; stepsOn: number }> {
  const { db, shopId } = options;
  const [settings, stepsOn] = await Promise.all([
    db.recoverySettings.findUnique({ where: { shopId }, select: { isOn: true } }),
    db.recoveryStep.count({ where: { shopId, isOn: true } }),
  ]);
  return { isOn: settings?.isOn ?? false, stepsOn };
}

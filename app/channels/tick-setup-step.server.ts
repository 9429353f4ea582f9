import type { Database } from "#app/platform/db.server.ts";
import { readStepsDone, type SetupStep } from "./channel.ts";

/** Notes that the merchant has done a step by hand, or takes that back. Two ticks at one moment both stand. */
export async function tickSetupStep(options: {
  db: Database;
  shopId: string;
  step: SetupStep;
  isDone: boolean;
}): Promise<{ outcome: "ticked" | "not_connected" }> {
  const { db, shopId, step, isDone } = options;
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ steps_done: unknown }[]>`
      SELECT steps_done FROM channel WHERE shop_id = ${shopId}::uuid AND messaging_channel_id IS NOT NULL FOR UPDATE`;
    if (!rows[0]) return { outcome: "not_connected" };
    const others = readStepsDone(rows[0].steps_done).filter((name) => name !== step);
    await tx.channel.update({
      where: { shopId },
      data: { stepsDone: isDone ? [...others, step] : others },
    });
    return { outcome: "ticked" };
  });
}

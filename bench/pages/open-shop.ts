import type { PagesGround } from "./ground.ts";

/**
 * Does what a merchant does before the first message: connects LINE, lets its webhook come here, proves the set-up, and
 * switches three recovery steps on. By the product's own functions, so that everything is checked with the stand-ins.
 *
 * @returns the shop's id
 */
export async function openShop({ shop: { domain }, channel }: PagesGround): Promise<string> {
  const { db } = await import("#app/platform/database.server.ts");
  const { performChannelRequest } = await import("#app/channels/perform-channel-request.server.ts");
  const { readRecovery } = await import("#app/recovery/read-recovery.server.ts");
  const { saveRecovery } = await import("#app/recovery/save-recovery.server.ts");

  const { id: shopId } = await db.shop.findUniqueOrThrow({ where: { domain } });
  const now = new Date();
  const { messaging, login, users } = channel;
  const at = { db, shopId, actor: "staff:1", now };
  for (const request of [
    {
      intent: "connect" as const,
      messagingChannelId: messaging.channelId,
      messagingSecret: messaging.channelSecret,
      loginChannelId: login.channelId,
      loginSecret: login.channelSecret,
    },
    { intent: "take_webhook" as const, replaces: "" },
  ]) {
    const answer = await performChannelRequest({ ...at, request });
    if (!answer.ok) throw new Error(`LINE was not connected: ${JSON.stringify(answer)}`);
  }
  const merchant = users.at(-1);
  await db.channel.update({
    where: { shopId },
    data: { testLineUserId: merchant?.userId, testDisplayName: merchant?.displayName },
  });

  const { form } = await readRecovery({ db, shopId, locale: "ja" });
  const steps = form.steps.map((step) => ({
    ...step,
    isOn: [60, 600, 1440].includes(step.delayMinutes),
  }));
  const saved = await saveRecovery({ ...at, form: { ...form, isOn: true, steps } });
  if (saved.outcome !== "saved") throw new Error(`Recovery is off: ${JSON.stringify(saved)}`);
  return shopId;
}

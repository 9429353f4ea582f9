import { afterEach, expect, test, vi } from "vitest";
import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { findWebhookChannel } from "#app/channels/find-webhook-channel.server.ts";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createShop } from "#tests/factories/shop.ts";

afterEach(() => void vi.useRealTimers());

test("a changed secret is noticed within seconds, also when the clock is turned back by a day", async () => {
  const { id, webhookKey } = await createChannel(db, await createShop(db));
  const change = (secret: string) =>
    db.channel.update({
      where: { id },
      data: { messagingSecret: sealMessagingSecret(id, secret) },
    });
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  await change("old");
  expect(await findWebhookChannel({ db, webhookKey })).toMatchObject({ secret: "old" });
  await change("new");
  expect(await findWebhookChannel({ db, webhookKey })).toMatchObject({ secret: "old" });
  vi.advanceTimersByTime(5_000);
  vi.setSystemTime(Date.now() - 24 * 60 * 60 * 1000);
  expect(await findWebhookChannel({ db, webhookKey })).toMatchObject({ secret: "new" });
});

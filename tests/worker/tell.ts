import type { Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { createGroupCommit } from "#app/intake/group-commit.server.ts";
import { receiveShopifyWebhook } from "#app/intake/shopify-webhook.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { workAll } from "#tests/intake/open-intake.ts";
import { shopifyWebhook } from "#tests/factories/webhook.ts";

const commits = createGroupCommit({ pool });

/** Stores a webhook of Shopify as the door does, and works it off. Returns what came of it. */
export async function tell(
  shop: Pick<Shop, "domain">,
  topic: string,
  payload: object,
  triggeredAt = new Date("2026-11-22T03:00:00Z"),
): Promise<string | null> {
  const { headers, body } = shopifyWebhook({
    shop,
    topic,
    payload,
    triggeredAt,
    eventId: randomUUID(),
  });
  const received = receiveShopifyWebhook({
    headers,
    bytes: Buffer.from(body),
    secret: "test-api-secret",
  });
  if (received.outcome !== "accepted") throw new Error(received.refusal.message);
  await commits.store(received.events);
  await workAll();
  const { outcome } = await db.webhookEvent.findUniqueOrThrow({
    where: { key: received.events[0]!.key },
  });
  return outcome;
}

import { randomUUID } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import {
  countCommit,
  countIntakeRequest,
  countLineRequest,
  countSend,
  countShopifyRequest,
  countWorkedEvent,
  createMetricsPage,
} from "#app/platform/metrics.server.ts";
import { readGauges } from "#app/read-gauges.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";

const NOW = new Date("2026-11-22T03:00:00Z");
const onError = vi.fn();
const read = createMetricsPage({ pool, read: () => readGauges({ pool, now: NOW }), onError });

/** The samples on the page, by name and labels. */
async function samples(page = read): Promise<Map<string, number>> {
  const { text } = await page();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(" ");
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

beforeAll(async () => {
  for (const channel of [
    { quotaReadAt: NOW, quotaLimit: 1_000, quotaUsed: 100 },
    { quotaReadAt: NOW, quotaLimit: 1_000, quotaUsed: 800 },
    { quotaReadAt: NOW, quotaLimit: 1_000, quotaUsed: 1_200, quotaSpentSince: NOW },
    { quotaReadAt: NOW, quotaLimit: null, quotaUsed: 5_000 },
    { quotaReadAt: null, quotaLimit: null, quotaUsed: null },
    { refusedReason: "invalid_credentials" },
  ]) {
    const shop = await createShop(db);
    await createChannel(db, shop, channel);
    await createSend(db, {
      shopId: shop.id,
      state: "held",
      reason: "quota",
      nextAt: new Date(NOW.getTime() + 1),
    });
    await createSend(db, { shopId: shop.id, dueAt: new Date(NOW.getTime() - 1) });
    await createSend(db, { shopId: shop.id, dueAt: new Date(NOW.getTime() + 1) });
    await createSend(db, { shopId: shop.id, state: "dispatching" });
    for (const done of [null, NOW]) {
      await db.webhookEvent.create({
        data: {
          source: "line",
          shopId: shop.id,
          key: randomUUID(),
          topic: "message",
          lane: 1,
          body: "{}",
          receivedAt: new Date(NOW.getTime() - 90_000),
          processedAt: done,
        },
      });
    }
  }
});

test("what only the database knows is told of the whole installation, without a word of any shop", async () => {
  const found = await samples();
  expect(
    Object.fromEntries([...found].filter(([name]) => name.startsWith("musubi_"))),
  ).toMatchObject({
    musubi_database_up: 1,
    musubi_events_waiting: 6,
    musubi_events_waiting_age_seconds: 90,
    musubi_events_set_aside: 6,
    'musubi_sends_held{reason="quota"}': 6,
    musubi_sends_due: 6,
    musubi_sends_dispatching: 6,
    'musubi_channels{state="well"}': 1,
    'musubi_channels{state="quota_near"}': 1,
    'musubi_channels{state="quota_spent"}': 1,
    'musubi_channels{state="unlimited"}': 1,
    'musubi_channels{state="unread"}': 1,
    'musubi_channels{state="refused"}': 1,
    'musubi_quota_messages{of="limit"}': 3_000,
    'musubi_quota_messages{of="used"}': 1_900,
    musubi_jobs_failed: 0,
  });
  const { text } = await read();
  for (const { id, domain } of await db.shop.findMany()) {
    expect(text).not.toContain(id);
    expect(text).not.toContain(domain);
  }
});

test("what a process counts is told by a handful of words, a topic that nobody handles by none of its own", async () => {
  countIntakeRequest("line", "stored");
  countCommit([{ source: "line" }, { source: "shopify" }, { source: "shopify" }], 4);
  countWorkedEvent({ source: "line", topic: "follow", outcome: "recorded", ageMs: 40 });
  countWorkedEvent({ source: "line", topic: randomUUID(), outcome: "ignored", ageMs: 40 });
  countSend({ kind: "recovery", state: "accepted", reason: null, lagMs: 700 });
  countSend({ kind: "recovery", state: "held", reason: "quota", lagMs: 700 });
  countLineRequest("POST /v2/bot/message/push", 429, 30);
  countShopifyRequest("throttled");
  const found = await samples();
  expect(Object.fromEntries(found)).toMatchObject({
    'musubi_intake_requests_total{door="line",outcome="stored"}': 1,
    'musubi_intake_events_total{source="shopify"}': 2,
    musubi_intake_commit_events_sum: 3,
    'musubi_worked_events_total{source="line",topic="follow",outcome="recorded"}': 1,
    'musubi_worked_events_total{source="line",topic="other",outcome="ignored"}': 1,
    'musubi_sends_total{kind="recovery",state="accepted",reason=""}': 1,
    'musubi_sends_total{kind="recovery",state="held",reason="quota"}': 1,
    'musubi_send_lag_seconds_bucket{le="0.5",kind="recovery"}': 0,
    'musubi_send_lag_seconds_bucket{le="1",kind="recovery"}': 1,
    'musubi_line_request_seconds_count{endpoint="POST /v2/bot/message/push",status="429"}': 1,
    'musubi_shopify_requests_total{outcome="throttled"}': 1,
  });
  expect(found.get('musubi_database_connections{state="total"}')).toBeGreaterThan(0);
  expect(found.get("process_cpu_seconds_total")).toBeGreaterThan(0);
});

test("a value that is gone is no longer told", async () => {
  await db.send.updateMany({ where: { state: "held" }, data: { state: "planned" } });
  expect((await samples()).has('musubi_sends_held{reason="quota"}')).toBe(false);
});

test("a database that does not answer leaves the process's own numbers, and says so", async () => {
  const page = createMetricsPage({ pool, read: () => Promise.reject(new Error("gone")), onError });
  const found = await samples(page);
  expect(found.get("musubi_database_up")).toBe(0);
  expect(found.get("process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(onError).toHaveBeenCalledOnce();
});

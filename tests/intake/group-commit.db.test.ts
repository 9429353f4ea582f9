import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createGroupCommit } from "#app/intake/group-commit.server.ts";
import type { IncomingEvent } from "#app/intake/incoming-event.ts";
import { db, pool } from "#app/platform/database.server.ts";

function event(key: string = randomUUID()): IncomingEvent {
  return {
    source: "shopify",
    shopId: null,
    shopDomain: "somebody.myshopify.com",
    channelId: null,
    key,
    topic: "checkouts/create",
    lane: 7,
    body: "{}",
    occurredAt: null,
  };
}

test("what comes in one moment is stored by one insert, each request with its own answer", async () => {
  const query = vi.spyOn(pool, "query");
  const commits = createGroupCommit({ pool });
  const answers = Array.from({ length: 200 }, () => commits.store([event()]));
  expect(new Set(await Promise.all(answers))).toEqual(new Set(["stored"]));
  expect(query).toHaveBeenCalledTimes(1);
  expect(await db.webhookEvent.count()).toBe(200);
  query.mockRestore();
});

test("what comes while a commit is under way gathers for the next one", async () => {
  const query = vi.spyOn(pool, "query");
  const commits = createGroupCommit({ pool });
  const first = commits.store([event()]);
  await vi.waitFor(() => expect(query).toHaveBeenCalledTimes(1), { interval: 0 });
  const others = Array.from({ length: 50 }, () => commits.store([event()]));
  await Promise.all([first, ...others]);
  expect(query).toHaveBeenCalledTimes(2);
  query.mockRestore();
});

test("events keep their order, and one key is stored once, in one commit as in two", async () => {
  await db.webhookEvent.deleteMany();
  const commits = createGroupCommit({ pool });
  const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
  await Promise.all([...keys, ...keys].map((key) => commits.store([event(key)])));
  await commits.store(keys.map((key) => event(key)));
  const stored = await db.webhookEvent.findMany({ orderBy: { id: "asc" } });
  expect(stored.map(({ key }) => key)).toEqual(keys);
});

test("beyond what waits already, requests are turned away rather than kept in memory", async () => {
  const commits = createGroupCommit({ pool });
  const many = commits.store(Array.from({ length: 10_000 }, () => event()));
  expect(await commits.store([event()])).toBe("overloaded");
  expect(await many).toBe("stored");
  expect(await commits.store([event()])).toBe("stored");
});

test("closing waits until everything that was taken is committed", async () => {
  await db.webhookEvent.deleteMany();
  const commits = createGroupCommit({ pool });
  void Promise.all(Array.from({ length: 600 }, () => commits.store([event()])));
  await commits.close();
  expect(await db.webhookEvent.count()).toBe(600);
});

test("workers are called once per commit that stored something, and not for a duplicate", async () => {
  const listener = await pool.connect();
  const called = vi.fn();
  listener.on("notification", called);
  await listener.query("LISTEN intake");
  const commits = createGroupCommit({ pool });
  await Promise.all([commits.store([event("a")]), commits.store([event("b")])]);
  await commits.store([event("a")]);
  await commits.store([event("c")]);
  await vi.waitFor(() => expect(called).toHaveBeenCalledTimes(2));
  listener.release(true);
});

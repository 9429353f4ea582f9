import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createGroupCommit } from "#app/intake/group-commit.server.ts";
import type { IncomingEvent } from "#app/intake/incoming-event.ts";
import { db, pool } from "#app/platform/database.server.ts";

/** Watches the inserts; a call to the workers is none. */
function watchCommits() {
  const query = vi.spyOn(pool, "query");
  const count = () =>
    query.mock.calls.filter(([config]) => typeof config === "object" && "name" in config).length;
  return { count, mockRestore: () => query.mockRestore() };
}

function event(key: string = randomUUID(), lane = 7): IncomingEvent {
  return {
    source: "shopify",
    shopId: null,
    shopDomain: "somebody.myshopify.com",
    channelId: null,
    key,
    topic: "checkouts/create",
    lane,
    body: "{}",
    occurredAt: null,
  };
}

test("what comes in one moment is stored by one insert, each request with its own answer", async () => {
  const watched = watchCommits();
  const commits = createGroupCommit({ pool });
  const answers = Array.from({ length: 200 }, () => commits.store([event()]));
  expect(new Set(await Promise.all(answers))).toEqual(new Set(["stored"]));
  expect(watched.count()).toBe(1);
  expect(await db.webhookEvent.count()).toBe(200);
  watched.mockRestore();
});

test("what comes while a commit is under way gathers for the next one", async () => {
  const watched = watchCommits();
  const commits = createGroupCommit({ pool });
  const first = commits.store([event()]);
  await vi.waitFor(() => expect(watched.count()).toBe(1), { interval: 0 });
  const others = Array.from({ length: 50 }, () => commits.store([event()]));
  await Promise.all([first, ...others]);
  expect(watched.count()).toBe(2);
  watched.mockRestore();
});

test("what another lane brings does not wait for the commit that is under way", async () => {
  const lock = await pool.connect();
  await lock.query("BEGIN");
  await lock.query(
    "INSERT INTO webhook_event (source, key, topic, lane, received_at) VALUES ('line', 'held', 'follow', 0, now())",
  );
  const commits = createGroupCommit({ pool });
  const held = commits.store([event("held", 0)]);
  expect(await commits.store([event(randomUUID(), 1)])).toBe("stored");
  await lock.query("COMMIT");
  lock.release();
  expect(await held).toBe("stored");
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

test("few large bodies fill the memory as many small ones do, and are turned away alike", async () => {
  const commits = createGroupCommit({ pool });
  const large = () => ({ ...event(), body: JSON.stringify("x".repeat(8 * 1024 * 1024)) });
  const taken = Array.from({ length: 8 }, () => commits.store([large()]));
  expect(await commits.store([event()])).toBe("overloaded");
  expect(await Promise.all(taken)).toEqual(taken.map(() => "stored"));
  expect(await commits.store([event()])).toBe("stored");
});

test("closing waits until everything that was taken is committed", async () => {
  await db.webhookEvent.deleteMany();
  const commits = createGroupCommit({ pool });
  void Promise.all(Array.from({ length: 600 }, () => commits.store([event()])));
  await commits.close();
  expect(await db.webhookEvent.count()).toBe(600);
});

test("workers are called when a commit stored something, and not for a duplicate", async () => {
  const listener = await pool.connect();
  const called = vi.fn();
  listener.on("notification", called);
  await listener.query("LISTEN intake");
  const commits = createGroupCommit({ pool });
  await Promise.all([commits.store([event("a")]), commits.store([event("b")])]);
  await vi.waitFor(() => expect(called).toHaveBeenCalledTimes(1));
  await commits.store([event("a")]);
  await commits.close();
  // Whatever was told before is heard with this answer.
  await listener.query("SELECT 1");
  expect(called).toHaveBeenCalledTimes(1);
  const others = createGroupCommit({ pool });
  await others.store([event("c")]);
  await vi.waitFor(() => expect(called).toHaveBeenCalledTimes(2));
  listener.release(true);
});

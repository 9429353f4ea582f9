import type { Shop } from "@prisma/client";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db, pool } from "#app/platform/database.server.ts";
import { noteLiveChanges, readLivePosition } from "#app/platform/live-changes.server.ts";
import { createLiveHub } from "#app/platform/live-hub.server.ts";
import { type LiveConnection, MAX_UNSENT_BYTES } from "#app/platform/live-window.server.ts";
import { createShop } from "#tests/factories/shop.ts";
import { readEvents } from "./read-events.ts";

let shop: Shop;
let hub: ReturnType<typeof createLiveHub>;
const readThreads = vi.fn(async ({ ids }: { shopId: string; ids: string[] }) => {
  return new Map<string, unknown>(ids.map((id) => [id, { about: id }]));
});

beforeEach(async () => {
  shop = await createShop(db);
  hub = createLiveHub({ pool, readers: { thread: readThreads } });
  readThreads.mockClear();
});
afterEach(() => hub.close());

type Opened = { shopId?: string; since?: string | null; connection?: LiveConnection };

function open({ shopId = shop.id, since = null, connection }: Opened = {}, from = hub) {
  const leaving = new AbortController();
  const opened = from.open({ shopId, since, connection, signal: leaving.signal });
  if (opened.outcome !== "open") throw new Error(opened.outcome);
  return { ...readEvents(opened.stream), stream: opened.stream, leave: () => leaving.abort() };
}

const note = (topic: string, ...ids: string[]) =>
  noteLiveChanges(db, { shopId: shop.id, topic, ids });

async function nextChanges({ next }: ReturnType<typeof open>) {
  const message = await next();
  expect(message?.event).toBe("changes");
  return JSON.parse(message?.data ?? "") as { topic: string; id: string; data: unknown }[];
}

test("every open window of the shop is told what its topic's reader says, read once for all of them", async () => {
  const windows = [open(), open(), open()];
  for (const { next } of windows) expect((await next())?.event).toBe("hello");
  const id = randomUUID();
  await note("thread", id);
  for (const window of windows)
    expect(await nextChanges(window)).toEqual([{ topic: "thread", id, data: { about: id } }]);
  expect(readThreads).toHaveBeenCalledExactlyOnceWith({ shopId: shop.id, ids: [id] });
});

test("windows of another shop are told nothing", async () => {
  const other = await createShop(db);
  const [ours, theirs] = [open(), open({ shopId: other.id })];
  await Promise.all([ours.next(), theirs.next()]);
  await note("thread", randomUUID());
  await nextChanges(ours);
  const id = randomUUID();
  await noteLiveChanges(db, { shopId: other.id, topic: "thread", ids: [id] });
  expect((await nextChanges(theirs)).map((event) => event.id)).toEqual([id]);
});

test("a topic without a reader, and a thing that is gone, are told without data", async () => {
  readThreads.mockResolvedValueOnce(new Map());
  const window = open();
  await window.next();
  const [gone, note2] = [randomUUID(), randomUUID()];
  await db.$transaction(async (tx) => {
    await noteLiveChanges(tx, { shopId: shop.id, topic: "thread", ids: [gone] });
    await noteLiveChanges(tx, { shopId: shop.id, topic: "note", ids: [note2] });
  });
  expect(await nextChanges(window)).toEqual([
    { topic: "thread", id: gone, data: null },
    { topic: "note", id: note2, data: null },
  ]);
});

test("a window that comes back is told first what it missed, and goes on from there", async () => {
  const first = open();
  const since = (await first.next())?.id ?? "";
  first.leave();
  const [missed, later] = [randomUUID(), randomUUID()];
  await note("thread", missed);
  const again = open({ since });
  expect((await nextChanges(again)).map(({ id }) => id)).toEqual([missed]);
  await note("thread", later);
  expect((await nextChanges(again)).map(({ id }) => id)).toEqual([later]);
});

test("windows that come back while much is committed miss nothing, on whichever process they come back", async () => {
  const second = createLiveHub({ pool, readers: {} });
  const ids = Array.from({ length: 120 }, () => randomUUID());
  let since = await readLivePosition(pool);
  const told = new Set<string>();
  const writing = (async () => {
    for (const id of ids) await note("thread", id);
  })();
  for (let visit = 0; told.size < ids.length; visit++) {
    const window = open({ since }, visit % 2 === 0 ? hub : second);
    const message = await window.next();
    if (message?.event === "changes")
      for (const { id } of JSON.parse(message.data) as { id: string }[]) told.add(id);
    since = message?.id ?? since;
    window.leave();
  }
  await writing;
  expect([...told].sort()).toEqual(ids.sort());
  await second.close();
});

test("who was away for too long is told to read everything anew, and is live from there on", async () => {
  const window = open({ since: "1000000000000_1:2:" });
  expect((await window.next())?.event).toBe("reset");
  await note("thread", randomUUID());
  await nextChanges(window);
});

test("a window that takes nothing is cut off when too much waits for it, and the others go on", async () => {
  const slow = { unsentBytes: () => MAX_UNSENT_BYTES + 1, cut: vi.fn() };
  const quick = open();
  await quick.next();
  const stuck = open({ connection: slow });
  expect(await stuck.next()).toBeNull();
  expect(slow.cut).toHaveBeenCalledOnce();
  expect(hub.countWindows()).toBe(1);
  await note("thread", randomUUID());
  await nextChanges(quick);
});

test("what waits within the process for a window that nobody reads is bounded, too", async () => {
  readThreads.mockImplementation(async ({ ids }) => {
    return new Map(ids.map((id) => [id, "x".repeat(60_000)]));
  });
  const watcher = open();
  await watcher.next();
  const leaving = new AbortController();
  const about = { shopId: shop.id, since: null, connection: undefined, signal: leaving.signal };
  expect(hub.open(about).outcome).toBe("open");
  expect(hub.countWindows()).toBe(2);
  for (let count = 0; hub.countWindows() > 1; count++) {
    expect(count).toBeLessThan(10);
    await note("thread", randomUUID());
    await nextChanges(watcher);
  }
  readThreads.mockReset();
});

test("a stream ends by itself in the end, in order, so that it is said anew who it is", async () => {
  const short = createLiveHub({ pool, readers: {}, lifeMs: 50 });
  const { next } = open({}, short);
  await next();
  expect((await next())?.event).toBe("end");
  expect(await next()).toBeNull();
  expect(short.countWindows()).toBe(0);
  await short.close();
});

test("a process that ends sends its windows away in order and takes no more", async () => {
  const { next } = open();
  await next();
  await hub.close();
  expect((await next())?.event).toBe("end");
  const { signal } = new AbortController();
  const late = hub.open({ shopId: shop.id, since: null, connection: undefined, signal });
  expect(late.outcome).toBe("closing");
});

test("a window that leaves is forgotten", async () => {
  const window = open();
  await window.next();
  window.leave();
  expect(hub.countWindows()).toBe(0);
});

test("what is committed while the listening connection is broken is told once there is another", async () => {
  const window = open();
  await window.next();
  await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN musubi_live%' AND datname = current_database()",
  );
  const id = randomUUID();
  await note("thread", id);
  expect((await nextChanges(window)).map((event) => event.id)).toEqual([id]);
});

test("a reader that fails makes windows wait, not miss", async () => {
  const window = open();
  await window.next();
  readThreads.mockRejectedValueOnce(new Error("the database is being restarted"));
  const id = randomUUID();
  await note("thread", id);
  expect((await nextChanges(window)).map((event) => event.id)).toEqual([id]);
});

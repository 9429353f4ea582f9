import { beforeEach, expect, test } from "vitest";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";
import { numberOf, startImportWorld } from "./import-world.ts";

const world = await startImportWorld();
const { db, pool, shop, line, faults, onLine, begin, work, found, rows, steer, ties, customer } =
  world;
const { unlinkFriend } = await import("#app/linking/unlink-friend.server.ts");
const { forgetImports } = await import("#app/imports/forget-imports.server.ts");

beforeEach(() => world.clear());

/** People enough for several batches of every stage. */
const MANY = 250;
const users = Array.from({ length: MANY }, (_, n) => onLine(`友だち${n}`));

async function manyLines() {
  const { shopifyGids } = await createMany(MANY);
  return ["Customer ID,LINE User ID", ...shopifyGids.map((gid, n) => `${gid},${users[n]}`)];
}

async function createMany(count: number) {
  const shopifyGids = Array.from({ length: count }, (_, n) => `gid://shopify/Customer/${n + 1}`);
  await db.customer.createMany({
    data: shopifyGids.map((shopifyGid) => ({
      shopId: shop.id,
      shopifyGid,
      createdAt: new Date(),
    })),
  });
  return { shopifyGids };
}

/** The database of a worker that is killed at its so-many-th transaction: before it is committed, or after. */
function dyingDb(at: number, when: "before" | "after") {
  let count = 0;
  const transaction = async (
    work: (tx: object) => Promise<unknown>,
    options?: object,
  ): Promise<unknown> => {
    const isLast = ++count === at;
    const run = async (tx: object) => {
      const result = await work(tx);
      if (isLast && when === "before") throw new Error("killed");
      return result;
    };
    const result: unknown = await db.$transaction(run as never, options);
    if (isLast) throw new Error("killed");
    return result;
  };
  const dying = new Proxy(db, {
    get: (target, key) =>
      key === "$transaction" ? transaction : (Reflect.get(target, key) as unknown),
  });
  return { dying, killed: () => count >= at };
}

async function whole(work: (importId: string) => Promise<unknown>) {
  await db.link.deleteMany({ where: { shopId: shop.id } });
  await world.clear();
  const importId = await begin(await manyLines());
  await work(importId);
  await steer(importId, "write");
  await work(importId);
  return importId;
}

test(
  "killed at any moment, before or after a commit, an import goes on and ties everybody once",
  { timeout: 240_000 },
  async () => {
    for (const when of ["before", "after"] as const) {
      for (const at of [1, 2, 3, 4]) {
        const importId = await whole(async (id) => {
          const { dying, killed } = dyingDb(at, when);
          await work(id, { db: dying, turnMs: 0 }).catch((error: Error) =>
            expect(error.message).toBe("killed"),
          );
          if (killed()) await work(id, { turnMs: 0 });
        });
        expect([when, at, await found(importId)]).toMatchObject([
          when,
          at,
          { stage: "done", counts: { written: MANY }, progress: MANY, progressOf: MANY },
        ]);
        expect(await ties()).toHaveLength(MANY);
        expect(await db.auditEntry.count({ where: { action: "link.created" } })).toBe(MANY);
        expect(await db.friend.count({ where: { shopId: shop.id } })).toBe(MANY);
        const { dying } = dyingDb(at, when);
        await steer(importId, "undo");
        await work(importId, { db: dying, turnMs: 0 }).catch(() => undefined);
        expect(await work(importId)).toMatchObject({ stage: "undone", counts: { undone: MANY } });
        expect(await ties()).toEqual([]);
        expect(await db.auditEntry.count({ where: { action: "link.removed" } })).toBe(MANY);
      }
    }
  },
);

test("workers that move one import on at the same time tie everybody once", async () => {
  const importId = await whole(async (id) => {
    await Promise.all([1, 2, 3].map(() => work(id, { turnMs: 0 })));
  });
  expect(await found(importId)).toMatchObject({ stage: "done", counts: { written: MANY } });
  expect(await ties()).toHaveLength(MANY);
  expect(await db.auditEntry.count({ where: { action: "link.created" } })).toBe(MANY);
});

/** An import of a few, looked at and ready to be written. */
async function previewed(count = 3) {
  const people = await Promise.all(
    Array.from({ length: count }, async (_, n) => ({ who: await customer(), user: users[n]! })),
  );
  const importId = await begin([
    "Customer ID,LINE User ID",
    ...people.map(({ who, user }) => `${numberOf(who)},${user}`),
  ]);
  await work(importId);
  return { importId, people };
}

test("who was tied by hand between preview and writing keeps that tie, and who was deleted is left out", async () => {
  const { importId, people } = await previewed();
  const channel = await world.channel();
  const other = await createFriend(db, channel);
  await createLink(db, other, people[0]!.who, { method: "staff" });
  const friend = await createFriend(db, channel, { lineUserId: people[1]!.user });
  await createLink(db, friend, await customer(), { method: "staff" });
  await db.customer.update({ where: { id: people[2]!.who.id }, data: { deletedAt: new Date() } });
  await steer(importId, "write");
  expect(await work(importId)).toMatchObject({
    stage: "done",
    counts: { conflict: 2, no_customer: 1 },
  });
  expect((await ties()).map(({ method }) => method)).toEqual(["staff", "staff"]);
});

test("an undo takes back what the import made and leaves what was changed by hand since", async () => {
  const { importId, people } = await previewed();
  await steer(importId, "write");
  await work(importId);
  const [first, second] = await ties();
  const gone = { db, shopId: shop.id, actor: "staff:1", now: new Date() };
  await unlinkFriend({ ...gone, linkId: first!.id });
  await unlinkFriend({ ...gone, linkId: second!.id });
  await createLink(db, second!.friend, second!.customer, { method: "staff" });
  expect(people).toHaveLength(3);
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  await steer(importId, "undo");
  expect(await work(importId)).toMatchObject({
    stage: "undone",
    counts: { undone: 1, changed: 2 },
  });
  expect((await ties()).map(({ id, method }) => [id === second!.id, method])).toEqual([
    [false, "staff"],
  ]);
  const { rows: told } = await pool.query(
    "SELECT 1 FROM graphile_worker._private_jobs WHERE key LIKE 'friend-unlinked:%' AND payload->>'shopId' = $1",
    [shop.id],
  );
  expect(told).toHaveLength(1);
  expect(await steer(importId, "undo")).toEqual({ outcome: "not_now" });
});

test("undone while it is written, it stops and takes back what was written", async () => {
  const importId = await begin(await manyLines());
  await work(importId);
  await steer(importId, "write");
  const { advanceImport } = await import("#app/imports/advance-import.server.ts");
  await advanceImport({ db, shopId: shop.id, importId, now: () => new Date(), turnMs: 0 });
  expect(await ties()).toHaveLength(100);
  expect(await steer(importId, "undo")).toEqual({ outcome: "done" });
  expect(await work(importId)).toMatchObject({
    stage: "undone",
    counts: { undone: 100, new: MANY - 100 },
  });
  expect(await ties()).toEqual([]);
});

test("cancelled while it is written, it keeps what was written until that is undone; before, nothing is left of it", async () => {
  const importId = await begin(await manyLines());
  await work(importId);
  await steer(importId, "write");
  const { advanceImport } = await import("#app/imports/advance-import.server.ts");
  await advanceImport({ db, shopId: shop.id, importId, now: () => new Date(), turnMs: 0 });
  expect(await steer(importId, "cancel")).toEqual({ outcome: "done" });
  expect(await work(importId)).toMatchObject({ stage: "cancelled", counts: { written: 100 } });
  expect(await steer(importId, "undo")).toEqual({ outcome: "done" });
  await work(importId);
  expect(await ties()).toEqual([]);

  const { importId: early } = await previewed();
  expect(await steer(early, "cancel")).toEqual({ outcome: "done" });
  expect(await rows(early)).toEqual([]);
  expect(await db.linkImportChunk.count()).toBe(0);
  for (const how of ["write", "cancel", "undo"] as const)
    expect(await steer(early, how)).toEqual({ outcome: "not_now" });
});

test("another shop can do nothing with an import", async () => {
  const { importId } = await previewed();
  const stranger = await createShop(db);
  for (const how of ["write", "cancel", "undo"] as const)
    expect(await steer(importId, how, stranger.id)).toEqual({ outcome: "unknown_import" });
  const { advanceImport } = await import("#app/imports/advance-import.server.ts");
  const now = () => new Date();
  expect(await advanceImport({ db, shopId: stranger.id, importId, now })).toBeNull();
  expect(await found(importId)).toMatchObject({ stage: "preview" });
});

test("another shop's customer is nobody in a file", async () => {
  const stranger = await createCustomer(db, await createShop(db), { email: "her@example.jp" });
  const importId = await begin([
    "Customer,LINE",
    `${numberOf(stranger)},${users[0]}`,
    `her@example.jp,${users[1]}`,
  ]);
  await work(importId);
  expect(await world.verdicts(importId)).toEqual(["no_customer:unknown", "no_customer:unknown"]);
});

test("rows that repeat are taken once, and of those that contradict none, by number and by e-mail alike", async () => {
  const [hana, taro] = [await customer({ email: "hana@example.jp" }), await customer()];
  const importId = await begin([
    "Customer,LINE",
    `${numberOf(hana)},${users[0]}`,
    `hana@example.jp,${users[0]}`,
    `${hana.shopifyGid},${users[0]}`,
    `${numberOf(taro)},${users[1]}`,
    `${numberOf(taro)},${users[2]}`,
  ]);
  await work(importId);
  expect(await world.verdicts(importId)).toEqual([
    "new",
    "doubled:repeated",
    "doubled:repeated",
    "doubled:contradicted",
    "doubled:contradicted",
  ]);
});

test("customers who were merged are those who live on, and an address of several is nobody's", async () => {
  const kept = await customer();
  const merged = await customer({ deletedAt: new Date(), mergedIntoGid: kept.shopifyGid });
  await customer({ email: "two@example.jp" });
  await customer({ email: "Two@example.jp" });
  const importId = await begin([
    "Customer,LINE",
    `${numberOf(merged)},${users[0]}`,
    `two@example.jp,${users[1]}`,
  ]);
  await work(importId);
  const read = await rows(importId);
  expect(read.map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ["new", null],
    ["no_customer", "several"],
  ]);
  expect(read[0]!.customerId).toBe(kept.id);
});

test("ids of another provider are all unknown to LINE, and the page can say so", async () => {
  const { readImport } = await import("#app/imports/read-import.server.ts");
  const { shopifyGids } = await createMany(20);
  const { providerId } = line.state.addProvider({ name: "別の会社" });
  const strangers = shopifyGids.map(
    () => line.state.addUser({ displayName: "よそ" }).userIds[providerId] ?? "",
  );
  const importId = await begin([
    "Customer,LINE",
    ...shopifyGids.map((gid, n) => `${gid},${strangers[n]}`),
  ]);
  await work(importId);
  const view = await readImport({ db, shopId: shop.id, importId });
  expect(view).toMatchObject({ counts: { not_friend: 20 }, isOtherProvider: true });
});

test("a limit, a silence and a refusal of LINE are waited out, and judge nobody", async () => {
  const { advanceImport } = await import("#app/imports/advance-import.server.ts");
  const who = await customer();
  const importId = await begin(["Customer,LINE", `${numberOf(who)},${users[0]}`]);
  const turn = () => advanceImport({ db, shopId: shop.id, importId, now: () => new Date() });
  for (const [kind, pause, problem] of [
    ["rate-limit", 2, null],
    ["error", 30, "line_silent"],
  ] as const) {
    faults.add({ service: "line", endpoint: "GET /v2/bot/profile/{userId}", kind });
    expect([kind, await turn()]).toEqual([kind, pause]);
    expect(await found(importId)).toMatchObject({ stage: "checking", problem, progress: 0 });
    faults.remove();
  }
  expect(await work(importId)).toMatchObject({ stage: "preview", problem: null });
  expect(await world.verdicts(importId)).toEqual(["new"]);
});

test("an official account that was changed meanwhile ends the import, since its ids mean nothing to another", async () => {
  const { importId } = await previewed();
  await db.channel.update({
    where: { shopId: shop.id },
    data: { botUserId: `U${"0".repeat(32)}` },
  });
  await steer(importId, "write");
  expect(await work(importId)).toMatchObject({ stage: "cancelled", problem: "other_account" });
  expect(await ties()).toEqual([]);
  await db.channel.update({
    where: { shopId: shop.id },
    data: { botUserId: world.account.bot.botUserId },
  });
});

test("what was uploaded goes when the import is done, and the ids go when it cannot be undone any more", async () => {
  const { importId } = await previewed();
  await steer(importId, "write");
  await work(importId);
  expect(await db.linkImportChunk.count()).toBe(0);
  expect(await db.linkImportRow.count({ where: { displayName: { not: null } } })).toBe(0);
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  expect(await forgetImports({ db, now: days(29) })).toBe(0);
  expect(await forgetImports({ db, now: days(31) })).toBe(1);
  expect(await rows(importId)).toEqual([]);
  expect(await steer(importId, "undo")).toEqual({ outcome: "not_now" });
  expect(await found(importId)).toMatchObject({ stage: "done", counts: { written: 3 } });
});

test("a preview that nobody goes on with is forgotten after seven days", async () => {
  const { importId } = await previewed();
  expect(await forgetImports({ db, now: new Date(Date.now() + 8 * 86_400_000) })).toBe(1);
  expect(await found(importId)).toMatchObject({ stage: "cancelled", problem: "expired" });
  expect(await rows(importId)).toEqual([]);
  expect(await db.linkImportChunk.count()).toBe(0);
});

test("an import waits until the shop's customers have been read once", async () => {
  const { advanceImport } = await import("#app/imports/advance-import.server.ts");
  const at = new Date();
  await db.customerSync.upsert({
    where: { shopId: shop.id },
    create: { shopId: shop.id, state: "running", dueAt: at, wantedAt: at },
    update: { finishedAt: null },
  });
  const importId = await begin(["Customer,LINE", `7,${users[0]}`]);
  expect(await advanceImport({ db, shopId: shop.id, importId, now: () => at })).toBe(5);
  expect(await found(importId)).toMatchObject({ stage: "reading", problem: "customers_waiting" });
  await db.customerSync.update({ where: { shopId: shop.id }, data: { finishedAt: at } });
  expect(await work(importId)).toMatchObject({ stage: "preview", problem: null });
});

test("a customer who asks to be forgotten goes out of the imports, and the others stay", async () => {
  const { forgetImportedCustomer } =
    await import("#app/imports/forget-imported-customer.server.ts");
  const { importId, people } = await previewed();
  const gone = people[1]!.who;
  await forgetImportedCustomer({ db, shopId: shop.id, customerGid: gone.shopifyGid });
  const left = await rows(importId);
  expect(left).toHaveLength(2);
  expect(left.some(({ customerId }) => customerId === gone.id)).toBe(false);
});

import { beforeEach, expect, test } from "vitest";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { numberOf, startImportWorld } from "./import-world.ts";

const world = await startImportWorld();
const { db, onLine, begin, work, verdicts, steer, ties, customer, channel } = world;
const { lineUserId } = await import("#tests/factories/friend.ts");

beforeEach(() => world.clear());

test("a file is read, checked with LINE, previewed, written and undone, and only what is new is tied", async () => {
  const [hana, taro, tied, other, third, gone] = await Promise.all([
    customer(),
    customer({ email: "Taro@example.jp" }),
    customer(),
    customer(),
    customer(),
    customer({ deletedAt: new Date() }),
  ]);
  const friend = await createFriend(db, await channel());
  await createLink(db, friend, tied);
  const taken = await createFriend(db, await channel());
  const takenBy = await customer();
  await createLink(db, taken, takenBy);
  const [onlyLine, blocked, mailed] = [onLine("花子"), onLine("ブロ夫", "blocked"), onLine("太郎")];
  const importId = await begin([
    "顧客ID,LINEユーザーID",
    `${numberOf(hana)},${onlyLine}`,
    `taro@EXAMPLE.jp,${mailed}`,
    `${tied.shopifyGid},${friend.lineUserId}`,
    `${numberOf(other)},${taken.lineUserId}`,
    `${numberOf(third)},${blocked}`,
    `${numberOf(gone)},${lineUserId()}`,
    `7,${lineUserId()}`,
    `7.12E+12,${lineUserId()}`,
    `${numberOf(other)},Uabc`,
  ]);
  expect(await work(importId)).toMatchObject({ stage: "preview", problem: null });
  expect(await verdicts(importId)).toEqual([
    "new",
    "new",
    "same",
    "conflict:friend_tied",
    "not_friend:not_friend",
    "no_customer:unknown",
    "no_customer:unknown",
    "bad:rounded",
    "bad:line_id",
  ]);
  expect(await ties()).toHaveLength(2);
  expect(await steer(importId, "write")).toEqual({ outcome: "done" });
  expect(await work(importId)).toMatchObject({ stage: "done", counts: { written: 2, same: 1 } });
  const made = (await ties()).filter(({ method }) => method === "import");
  expect(made.map((link) => [link.customerId, link.friend.lineUserId])).toEqual(
    expect.arrayContaining([
      [hana.id, onlyLine],
      [taro.id, mailed],
    ]),
  );
  expect(made[0]!.friend).toMatchObject({ source: "import", followState: "following" });
  expect(made.map((link) => link.friend.displayName).sort()).toEqual(["太郎", "花子"]);
  expect(await steer(importId, "undo")).toEqual({ outcome: "done" });
  expect(await work(importId)).toMatchObject({ stage: "undone", counts: { undone: 2 } });
  expect((await ties()).map(({ method }) => method)).toEqual(["storefront", "storefront"]);
  expect(await db.friend.count({ where: { source: "import" } })).toBe(2);
});

test("a list of which LINE knows nobody is not asked about to its end, and one known friend is enough to go on", async () => {
  const people = await Promise.all(Array.from({ length: 700 }, () => customer()));
  const lines = people.map((who) => `${numberOf(who)},${lineUserId()}`);
  const importId = await begin(["顧客ID,LINEユーザーID", ...lines]);
  expect(await work(importId)).toMatchObject({
    stage: "failed",
    problem: "other_provider",
    counts: { not_friend: 400 },
  });
  expect(await ties()).toEqual([]);
  const first = `${numberOf(await customer())},${onLine("花子")}`;
  const another = await begin(["顧客ID,LINEユーザーID", first, ...lines]);
  expect(await work(another)).toMatchObject({
    stage: "preview",
    counts: { new: 1, not_friend: 700 },
  });
});

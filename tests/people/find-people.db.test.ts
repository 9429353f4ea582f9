import type { Channel, Shop } from "@prisma/client";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { friendSources } from "#app/friends/friend.ts";
import { countPeople } from "#app/linking/count-people.server.ts";
import { countMatching } from "#app/people/count-matching.server.ts";
import { findPeople } from "#app/people/find-people.server.ts";
import { keepPeople } from "#app/people/keep-people.server.ts";
import {
  EVERYBODY,
  followFilters,
  linkFilters,
  type PeopleFilter,
} from "#app/people/people-filter.ts";
import type { PersonCursor } from "#app/people/person-cursor.ts";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";

/** A person as the test knows them: what the list ought to say, from what was written. */
type Known = {
  id: string;
  since: Date;
  isLinked: boolean;
  follow: string;
  source: string | null;
  tags: string[];
  /** Folded by hand: the names are drawn from what this table has */
  words: string[];
};

const NAMES: [written: string, folded: string][] = [
  ["山田 花子", "山田 花子"],
  ["ﾔﾏﾀﾞ", "やまだ"],
  ["ハナコ🌸", "はなこ🌸"],
  ["Taro_100%", "taro_100%"],
  ["ＴＡＲＯ", "taro"],
  ["林", "林"],
  ["佐々木 Ken", "佐々木 ken"],
  ["", ""],
];
const SEARCHES: [written: string, folded: string[]][] = [
  ["", []],
  ["花子", ["花子"]],
  ["ﾊﾅ", ["はな"]],
  ["taro", ["taro"]],
  ["ＴＡ", ["ta"]],
  ["林", ["林"]],
  ["🌸", ["🌸"]],
  ["やまだ　1", ["やまだ", "1"]],
  ["#10", ["#10"]],
  ["_100%", ["_100%"]],
  ["山田 EXAMPLE", ["山田", "example"]],
  ["いない人", ["いない人"]],
  ["090-0000-0001", ["09000000001"]],
];

let shop: Shop;
let channel: Channel;
let tagIds: string[];
const people: Known[] = [];
const pick = <Each>(list: readonly Each[], index: number) => list[index % list.length]!;

beforeAll(async () => {
  shop = await createShop(db);
  channel = await createChannel(db, shop);
  const other = await createChannel(db, await createShop(db));
  for (const { displayName } of [{ displayName: "山田 花子" }, { displayName: "林" }])
    await createFriend(db, other, { displayName });
  const tags = ["a", "b"].map((name) => ({ shopId: shop.id, name, createdAt: new Date() }));
  tagIds = (await db.tag.createManyAndReturn({ data: tags })).map(({ id }) => id);
  for (let index = 0; index < 240; index++) await addPerson(index);
});

/** Three of four are friends, two of four customers; many of one moment. */
async function addPerson(index: number) {
  const createdAt = new Date(Date.UTC(2026, 9, 1, 0, 0, index >> 3));
  const [name, folded] = pick(NAMES, index * 7);
  const [otherName, otherFolded] = pick(NAMES, index * 5 + 3);
  const isFriend = index % 4 !== 3;
  const isCustomer = index % 4 !== 0;
  const number = String(index).padStart(8, "0");
  const friend = isFriend
    ? await createFriend(db, channel, {
        displayName: name || null,
        followState: pick(["following", "following", "blocked", "seen"], index >> 2),
        source: pick([...friendSources, null], index),
        createdAt,
      })
    : null;
  const customer = isCustomer
    ? await createCustomer(db, shop, {
        displayName: otherName || null,
        email: `c${index}@example.jp`,
        phone: `+8190${number}`,
        createdAt,
      })
    : null;
  const orderName = `#1${number}`;
  if (customer && index % 6 === 1) {
    await db.order.create({
      data: {
        shopId: shop.id,
        shopifyGid: `gid://shopify/Order/${index}`,
        name: orderName,
        customerGid: customer.shopifyGid,
        shopifyCreatedAt: createdAt,
      },
    });
  }
  const isLinked = friend && customer && index % 8 !== 2;
  if (isLinked) await createLink(db, friend, customer);
  const tags = friend ? tagIds.filter((_, place) => (index >> place) % 3 === 0) : [];
  if (friend) {
    await db.friendTag.createMany({
      data: tags.map((tagId) => ({
        friendId: friend.id,
        tagId,
        shopId: shop.id,
        addedAt: createdAt,
      })),
    });
  }
  const ofCustomer = [
    otherFolded,
    `c${index}@example.jp`,
    `8190${number}`,
    `090${number}`,
    ...(index % 6 === 1 ? [orderName] : []),
  ];
  const asFriend = friend && {
    id: friend.id,
    follow: friend.followState,
    source: friend.source,
    tags,
  };
  const asCustomer = { follow: "none", source: null, tags: [] };
  const told = { since: createdAt, isLinked: Boolean(isLinked) };
  if (asFriend)
    people.push({ ...told, ...asFriend, words: [folded, ...(isLinked ? ofCustomer : [])] });
  if (customer && !isLinked)
    people.push({ ...told, ...asCustomer, id: customer.id, words: ofCustomer });
}

function expected(filter: PeopleFilter, words: string[]): string[] {
  return people
    .filter(
      (person) =>
        (!filter.link || (filter.link === "linked") === person.isLinked) &&
        (!filter.follow || filter.follow === person.follow) &&
        (!filter.source || filter.source === person.source) &&
        (!filter.tagId || person.tags.includes(filter.tagId)) &&
        words.every((word) => person.words.some((each) => each.includes(word))),
    )
    .sort((a, b) => b.since.getTime() - a.since.getTime() || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

const ids = (found: { id: string }[]) => found.map(({ id }) => id);

test("whatever the filters and the search, the pages hold whom a look at everybody holds, in the same order", async () => {
  const someFilter = fc.record({
    link: fc.constantFrom(null, ...linkFilters),
    follow: fc.constantFrom(null, ...followFilters),
    source: fc.constantFrom(null, null, ...friendSources),
    tag: fc.constantFrom(null, null, 0, 1),
    search: fc.constantFrom(...SEARCHES),
    take: fc.integer({ min: 1, max: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(someFilter, async ({ tag, search: [search, words], take, ...rest }) => {
      const filter = { ...rest, tagId: tag === null ? null : tagIds[tag]!, search };
      const about = { db, shopId: shop.id, filter, take };
      const wanted = expected(filter, words);
      let cursor: PersonCursor | null = null;
      for (let from = 0; from <= wanted.length; from += take) {
        const page = await findPeople({ ...about, cursor });
        expect(ids(page)).toEqual(wanted.slice(from, from + take));
        if (from > 0) {
          const back = await findPeople({ ...about, cursor: page[0] ?? null, isBackwards: true });
          if (page[0]) expect(ids(back).reverse()).toEqual(wanted.slice(from - take, from));
        }
        cursor = page.at(-1) ?? null;
        if (!cursor) break;
      }
      const until = { since: new Date("2030-01-01T00:00:00Z"), id: shop.id };
      expect(await countMatching({ db, shopId: shop.id, filter, until })).toBe(wanted.length);
    }),
    { numRuns: 120 },
  );
}, 120_000);

test("the counts are those of a look at everybody, whatever was done, and stay so when they are summed up", async () => {
  const counted = async () => countPeople({ db, shopId: shop.id });
  const looked = async () => ({
    friends: await db.friend.count({ where: { shopId: shop.id, followState: "following" } }),
    linked: await db.link.count({ where: { shopId: shop.id } }),
    blocked: await db.friend.count({ where: { shopId: shop.id, followState: "blocked" } }),
  });
  expect(await counted()).toEqual(await looked());
  const following = { shopId: shop.id, followState: "following" };
  await db.friend.updateMany({ where: following, data: { followState: "blocked" } });
  expect(await counted()).toEqual(await looked());
  await keepPeople({ db });
  expect(await counted()).toEqual(await looked());
  expect(await db.peopleCount.count({ where: { shopId: shop.id } })).toBe(1);
  await db.link.deleteMany({ where: { shopId: shop.id } });
  await db.friend.deleteMany({ where: { shopId: shop.id, followState: "seen" } });
  expect(await counted()).toEqual(await looked());
  expect(await counted()).toMatchObject({ friends: 0, linked: 0 });
});

test("who comes by the thousands is in the list when the worker has looked, and counted at once", async () => {
  const there = await createShop(db);
  const { id: channelId } = await createChannel(db, there);
  await db.$executeRaw`
    INSERT INTO friend (id, shop_id, channel_id, line_user_id, display_name, follow_state, preferences_code, created_at)
    SELECT gen_random_uuid(), ${there.id}::uuid, ${channelId}::uuid, 'U' || md5(each::text), 'ｶﾅ' || each, 'following',
      ${there.id} || each, now() - each * interval '1 minute' FROM generate_series(1, 2500) AS each`;
  const find = (search: string) =>
    findPeople({ db, shopId: there.id, filter: { ...EVERYBODY, search }, cursor: null, take: 10 });
  expect((await countPeople({ db, shopId: there.id })).friends).toBe(2_500);
  expect(await find("")).toHaveLength(0);
  while (await keepPeople({ db }));
  expect(await find("かな2499")).toHaveLength(1);
  expect(await db.person.count({ where: { shopId: there.id } })).toBe(2_500);
});

test("whoever is added meanwhile moves nobody from one page to another", async () => {
  const there = await createShop(db);
  const line = await createChannel(db, there);
  const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 0, minute));
  for (let minute = 0; minute < 30; minute++)
    await createFriend(db, line, { createdAt: at(minute) });
  const about = { db, shopId: there.id, filter: EVERYBODY, take: 10 };
  const first = await findPeople({ ...about, cursor: null });
  await createFriend(db, line, { createdAt: at(59) });
  const second = await findPeople({ ...about, cursor: first.at(-1)! });
  await createFriend(db, line, { createdAt: at(58) });
  const third = await findPeople({ ...about, cursor: second.at(-1)! });
  expect(new Set(ids([...first, ...second, ...third])).size).toBe(30);
});

test("a shop that is deleted leaves nothing of the list", async () => {
  const there = await createShop(db);
  const line = await createChannel(db, there);
  await createLink(db, await createFriend(db, line), await createCustomer(db, there));
  await db.shop.delete({ where: { id: there.id } });
  expect(await db.person.count({ where: { shopId: there.id } })).toBe(0);
  expect(await db.peopleCount.count({ where: { shopId: there.id } })).toBe(0);
});

import type { Channel, Shop } from "@prisma/client";
import { beforeAll, expect, test } from "vitest";
import { optOut } from "#app/friends/opt-out.server.ts";
import { tagFriends } from "#app/friends/tag-friends.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { action, loader } from "#app/routes/app.people.tsx";
import { action as tagsAction, loader as tagsLoader } from "#app/routes/app.people_.tags.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";

type Place = { shop: Shop; channel: Channel };
let here: Place;
let elsewhere: Place;

async function openShop(): Promise<Place> {
  const shop = await createShop(db, { detailsReadAt: new Date() });
  return { shop, channel: await createChannel(db, shop) };
}

beforeAll(async () => {
  here = await openShop();
  elsewhere = await openShop();
});

async function link(
  { shop, channel }: Place,
  friendName: string,
  customerName: string,
  more: { email?: string; followState?: string; linkedAt?: Date } = {},
) {
  const { email = "someone@example.jp", followState = "following", linkedAt } = more;
  const friend = await createFriend(db, channel, { displayName: friendName, followState });
  const customer = await createCustomer(db, shop, { displayName: customerName, email });
  return {
    friend,
    customer,
    link: await createLink(db, friend, customer, linkedAt ? { linkedAt } : {}),
  };
}

const asked = (request: Request) => ({ request, params: {}, context: {} });

async function read(place: Place, query = "") {
  const { panels } = await loader(
    asked(await staffRequest({ shop: place.shop, path: `/app/people${query}` })),
  );
  const [list, counts] = await panels;
  return { ...list, counts };
}

async function find(place: Place, search: string, cursor: Record<string, string> = {}) {
  const { data } = await act(place, { intent: "search", q: search, ...cursor });
  if (!("found" in data)) throw new Error(JSON.stringify(data));
  return data.found.people.map((person) => person.friendName);
}

async function act(place: Place, form: Record<string, string>) {
  const answer = await action(
    asked(await staffRequest({ shop: place.shop, path: "/app/people", form })),
  );
  return { status: answer.init?.status ?? 200, data: answer.data };
}

test("the list shows both sides, state, opt-outs and tags, and counts who is there", async () => {
  const place = await openShop();
  const { friend, customer } = await link(place, "はなちゃん", "山田 花子", {
    email: "hanako@example.jp",
  });
  await createFriend(db, place.channel, { followState: "blocked" });
  await optOut({
    db,
    shopId: place.shop.id,
    friendId: friend.id,
    kind: "all",
    via: "page",
    now: new Date(),
  });
  const tag = await db.tag.create({
    data: { shopId: place.shop.id, name: "お得意様", createdAt: new Date() },
  });
  await tagFriends({
    db,
    shopId: place.shop.id,
    friendIds: [friend.id],
    tagId: tag.id,
    now: new Date(),
  });
  const { people, counts, before, after } = await read(place);
  expect(people).toEqual([
    {
      linkId: expect.any(String) as string,
      linkedAt: "2026-11-02T00:00:00.000Z",
      friendName: "はなちゃん",
      pictureUrl: null,
      followState: "following",
      customerName: "山田 花子",
      customerEmail: "hanako@example.jp",
      customerNumber: customer.shopifyGid.split("/").at(-1),
      optOuts: ["marketing", "recovery"],
      tags: ["お得意様"],
    },
  ]);
  expect(counts).toEqual({ friends: 1, linked: 1, blocked: 1 });
  expect([before, after]).toEqual([null, null]);
});

test("any part of either name or the e-mail finds a person, in any case and word by word", async () => {
  const place = await openShop();
  await link(place, "はなちゃん🌸", "山田 花子", { email: "Hanako.Y@example.jp" });
  await link(place, "Taro_100%", "田中 太郎", { email: "taro@example.com" });
  expect(await find(place, "なちゃ")).toEqual(["はなちゃん🌸"]);
  expect(await find(place, "🌸")).toEqual(["はなちゃん🌸"]);
  expect(await find(place, "花子")).toEqual(["はなちゃん🌸"]);
  expect(await find(place, "田")).toHaveLength(2);
  expect(await find(place, "hanako.y@EXAMPLE")).toEqual(["はなちゃん🌸"]);
  expect(await find(place, "太郎 田中")).toEqual(["Taro_100%"]);
  expect(await find(place, "taro 山田")).toEqual([]);
});

test.each(["%", "_", "100%", "o_1"])("%j is searched for as it is written", async (search) => {
  const place = await openShop();
  await link(place, "plain", "x");
  await link(place, "Taro_100%", "y");
  expect(await find(place, search)).toEqual(["Taro_100%"]);
});

test.each([
  "<script>alert(1)</script>",
  "'; DROP TABLE link; --",
  "\\",
  "\u0000",
  "x".repeat(5_000),
])("the search %j is harmless", async (search) => {
  await expect(find(here, search)).resolves.toBeInstanceOf(Array);
});

test("pages follow each other in both directions, without loss or repetition among people of one moment", async () => {
  const place = await openShop();
  for (let index = 0; index < 120; index++) {
    await link(place, `friend ${index}`, "x", {
      linkedAt: new Date(Date.UTC(2026, 10, 2, 0, 0, index >> 3)),
    });
  }
  const first = await read(place);
  const second = await read(place, `?after=${first.after}`);
  const third = await read(place, `?after=${second.after}`);
  const all = [first, second, third].flatMap(({ people }) => people.map((person) => person.linkId));
  expect([first, second, third].map(({ people }) => people.length)).toEqual([50, 50, 20]);
  expect(new Set(all).size).toBe(120);
  expect(first.before).toBeNull();
  expect(third.after).toBeNull();
  expect((await read(place, `?before=${third.before}`)).people).toEqual(second.people);
  const back = await read(place, `?before=${second.before}`);
  expect(back.people).toEqual(first.people);
  expect(back.before).toBeNull();
  // The last is no moment to PostgreSQL.
  for (const cursor of ["rubbish", `0000-01-01T00:00:00.000Z_${first.people[0]?.linkId}`]) {
    expect((await read(place, `?after=${cursor}`)).people).toEqual(first.people);
  }
});

test("what was found has pages as well, and an address searches for nothing", async () => {
  const place = await openShop();
  for (let index = 0; index < 60; index++) await link(place, `looked for ${index}`, "x");
  await link(place, "somebody else", "x");
  expect(await find(place, "looked for")).toHaveLength(50);
  const { data } = await act(place, { intent: "search", q: "looked for" });
  const after = "found" in data ? (data.found.after ?? "") : "";
  expect(await find(place, "looked for", { after })).toHaveLength(10);
  expect((await read(place, "?q=nobody")).people).toHaveLength(50);
});

test("nobody sees another shop's people", async () => {
  await link(elsewhere, "よそのひと", "よその客");
  expect(await find(here, "よそ")).toEqual([]);
});

test("staff unlinks: the link goes, Shopify is to be told, and the audit says who did it", async () => {
  const tied = await link(here, "はな", "花子");
  expect(await act(here, { intent: "unlink", linkId: tied.link.id })).toEqual({
    status: 200,
    data: { ok: true },
  });
  expect(await db.link.count({ where: { id: tied.link.id } })).toBe(0);
  expect(
    await db.auditEntry.findFirst({ where: { subject: tied.customer.shopifyGid } }),
  ).toMatchObject({
    actor: "staff:42",
    action: "link.removed",
  });
  const { rows } = await pool.query<{ payload: unknown }>(
    "SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'customerGid' = $1",
    [tied.customer.shopifyGid],
  );
  expect(rows.map((row) => row.payload)).toEqual([
    { shopId: here.shop.id, customerGid: tied.customer.shopifyGid, customerTag: "musubi" },
  ]);
  expect((await act(here, { intent: "unlink", linkId: tied.link.id })).status).toBe(422);
});

test("another shop's link, a made-up id and an unknown intent change nothing", async () => {
  const theirs = await link(elsewhere, "はな", "花子");
  for (const linkId of [theirs.link.id, "not-a-uuid", "", crypto.randomUUID()]) {
    expect(await act(here, { intent: "unlink", linkId })).toMatchObject({
      status: 422,
      data: { errors: { linkId: "unknown_link" } },
    });
  }
  expect((await act(here, { intent: "drop", linkId: theirs.link.id })).status).toBe(400);
  expect(await db.link.count({ where: { id: theirs.link.id } })).toBe(1);
});

test("two who unlink at the same moment do it once", async () => {
  const tied = await link(here, "はな", "花子");
  const answers = await Promise.all(
    [1, 2, 3].map(() => act(here, { intent: "unlink", linkId: tied.link.id })),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422]);
  expect(await db.auditEntry.count({ where: { subject: tied.customer.shopifyGid } })).toBe(1);
});

test("reading the list is noted, without what was searched for", async () => {
  const place = await openShop();
  await find(place, "秘密の名前");
  const [entry] = await db.auditEntry.findMany({ where: { shopId: place.shop.id } });
  expect(entry).toMatchObject({ actor: "staff:42", action: "people.read", subject: null });
});

test("an expired or forged session token opens nothing", async () => {
  for (const forged of [
    { expiresAt: Math.floor(Date.now() / 1000) - 120 },
    { secret: "another" },
  ]) {
    const request = await staffRequest({ shop: here.shop, path: "/app/people", ...forged });
    const refused: unknown = await loader(asked(request)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Response);
    expect((refused as Response).status).toBe(401);
  }
});

test("tags are made, listed and deleted by their own shop only", async () => {
  const place = await openShop();
  const post = async (at: Place, form: Record<string, string>) => {
    const answer = await tagsAction(
      asked(await staffRequest({ shop: at.shop, path: "/app/people/tags", form })),
    );
    return { status: answer.init?.status ?? 200, data: answer.data };
  };
  const names = async () =>
    (await tagsLoader(asked(await staffRequest({ shop: place.shop, path: "/app/people/tags" }))))
      .tags;
  expect((await post(place, { intent: "create", name: "<b>VIP</b>\u0000" })).status).toBe(200);
  expect(await post(place, { intent: "create", name: "<b>VIP</b>" })).toMatchObject({
    status: 422,
    data: { errors: { name: "taken" } },
  });
  const [tag] = await names();
  expect(tag?.name).toBe("<b>VIP</b>");
  expect((await post(here, { intent: "delete", tagId: tag?.id ?? "" })).status).toBe(422);
  expect((await post(place, { intent: "delete", tagId: "x" })).status).toBe(422);
  expect((await post(place, { intent: "delete", tagId: tag?.id ?? "" })).status).toBe(200);
  expect(await names()).toEqual([]);
});

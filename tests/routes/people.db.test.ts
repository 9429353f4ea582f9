import type { Channel, Shop } from "@prisma/client";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { optOut } from "#app/friends/opt-out.server.ts";
import { tagFriends } from "#app/friends/tag-friends.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { action, loader } from "#app/routes/app.people.tsx";
import { action as exportAction } from "#app/routes/app.people_.export.tsx";
import { action as personAction, loader as personLoader } from "#app/routes/app.people_.$id.tsx";
import { action as taskAction, loader as taskLoader } from "#app/routes/app.people_.tasks.tsx";
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
  const [list, counts, line, tags, tasks] = await panels;
  return { ...list, counts, line, tags, tasks };
}

async function find(place: Place, search: string, cursor: Record<string, string> = {}) {
  const { data } = await act(place, { intent: "search", q: search, ...cursor });
  if (!data.found) throw new Error(JSON.stringify(data));
  return data.found.people.map((person) => person.friend?.name ?? person.customer?.name);
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
  await createFriend(db, place.channel, {
    followState: "blocked",
    createdAt: new Date("2026-11-03T00:00:00Z"),
  });
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
  expect(people[1]).toEqual({
    id: friend.id,
    since: "2026-11-01T00:00:00.000Z",
    friend: { name: "はなちゃん", pictureUrl: null, followState: "following", source: null },
    customer: {
      number: customer.shopifyGid.split("/").at(-1),
      name: "山田 花子",
      email: "hanako@example.jp",
    },
    link: {
      id: expect.any(String) as string,
      linkedAt: "2026-11-02T00:00:00.000Z",
      method: "storefront",
    },
    optOuts: ["marketing", "recovery"],
    tags: ["お得意様"],
  });
  expect(people).toHaveLength(2);
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
    await createFriend(db, place.channel, {
      displayName: `friend ${index}`,
      createdAt: new Date(Date.UTC(2026, 10, 2, 0, 0, index >> 3)),
    });
  }
  const first = await read(place);
  const second = await read(place, `?after=${first.after}`);
  const third = await read(place, `?after=${second.after}`);
  const all = [first, second, third].flatMap(({ people }) => people.map((person) => person.id));
  expect([first, second, third].map(({ people }) => people.length)).toEqual([50, 50, 20]);
  expect(new Set(all).size).toBe(120);
  expect(first.before).toBeNull();
  expect(third.after).toBeNull();
  expect((await read(place, `?before=${third.before}`)).people).toEqual(second.people);
  const back = await read(place, `?before=${second.before}`);
  expect(back.people).toEqual(first.people);
  expect(back.before).toBeNull();
  // The last is no moment to PostgreSQL.
  for (const cursor of ["rubbish", `0000-01-01T00:00:00.000Z_${first.people[0]?.id}`]) {
    expect((await read(place, `?after=${cursor}`)).people).toEqual(first.people);
  }
});

test("what was found has pages as well, and an address searches for nothing", async () => {
  const place = await openShop();
  for (let index = 0; index < 60; index++) await link(place, `looked for ${index}`, "x");
  await link(place, "somebody else", "x");
  expect(await find(place, "looked for")).toHaveLength(50);
  const { data } = await act(place, { intent: "search", q: "looked for" });
  const after = data.found?.after ?? "";
  expect(await find(place, "looked for", { after })).toHaveLength(10);
  expect((await read(place, "?q=nobody")).people).toHaveLength(50);
});

test("nobody sees another shop's people", async () => {
  await link(elsewhere, "よそのひと", "よその客");
  expect(await find(here, "よそ")).toEqual([]);
});

async function onPerson(place: Place, id: string, form: Record<string, string>) {
  const request = await staffRequest({ shop: place.shop, path: `/app/people/${id}`, form });
  const answer = await personAction({ request, params: { id }, context: {} });
  return { status: answer.init?.status ?? 200, data: answer.data };
}

async function readPage(place: Place, id: string) {
  const request = await staffRequest({ shop: place.shop, path: `/app/people/${id}` });
  const answer = await personLoader({ request, params: { id }, context: {} });
  return { status: answer.init?.status ?? 200, person: answer.data.person };
}

test("staff unlinks with a reason: the link goes, Shopify is to be told, and the audit says who did it and why", async () => {
  const tied = await link(here, "はな", "花子");
  const form = { intent: "unlink", linkId: tied.link.id, reason: " 本人の\n希望 " };
  expect(await onPerson(here, tied.friend.id, { ...form, reason: " " })).toMatchObject({
    status: 422,
    data: { error: "no_reason" },
  });
  expect((await onPerson(here, tied.friend.id, form)).status).toBe(200);
  expect(await db.link.count({ where: { id: tied.link.id } })).toBe(0);
  expect(
    await db.auditEntry.findFirst({ where: { subject: tied.customer.shopifyGid } }),
  ).toMatchObject({ actor: "staff:42", action: "link.removed", reason: "本人の 希望" });
  const { rows } = await pool.query<{ payload: unknown }>(
    "SELECT payload FROM graphile_worker._private_jobs WHERE payload->>'customerGid' = $1",
    [tied.customer.shopifyGid],
  );
  expect(rows.map((row) => row.payload)).toEqual([
    { shopId: here.shop.id, customerGid: tied.customer.shopifyGid, customerTag: "musubi" },
  ]);
  expect((await onPerson(here, tied.friend.id, form)).status).toBe(422);
});

test("another's link, another shop's, a made-up id and an unknown intent change nothing", async () => {
  const theirs = await link(elsewhere, "はな", "花子");
  const ours = await link(here, "ゆき", "雪子");
  const other = await link(here, "りこ", "理子");
  for (const linkId of [theirs.link.id, other.link.id, "not-a-uuid", "", crypto.randomUUID()]) {
    const form = { intent: "unlink", linkId, reason: "x" };
    expect(await onPerson(here, ours.friend.id, form)).toMatchObject({
      status: 422,
      data: { error: "unknown_link" },
    });
  }
  const drop = { intent: "drop", linkId: ours.link.id };
  expect((await onPerson(here, ours.friend.id, drop)).status).toBe(400);
  expect((await act(here, drop)).status).toBe(400);
  expect(
    (await onPerson(here, theirs.friend.id, { intent: "opt_out", kind: "recovery" })).status,
  ).toBe(404);
  const ids = [theirs, ours, other].map((tied) => tied.link.id);
  expect(await db.link.count({ where: { id: { in: ids } } })).toBe(3);
});

test("two who unlink at the same moment do it once", async () => {
  const tied = await link(here, "はな", "花子");
  const form = { intent: "unlink", linkId: tied.link.id, reason: "x" };
  const answers = await Promise.all([1, 2, 3].map(() => onPerson(here, tied.friend.id, form)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422]);
  expect(await db.auditEntry.count({ where: { subject: tied.customer.shopifyGid } })).toBe(1);
});

test("staff links by hand, from either side, and it says by whom and why", async () => {
  const place = await openShop();
  const friend = await createFriend(db, place.channel, { displayName: "はな" });
  const customer = await createCustomer(db, place.shop, { displayName: "花子" });
  const { data } = await onPerson(place, friend.id, { intent: "find", q: "花" });
  expect("found" in data && data.found?.map(({ id }) => id)).toEqual([customer.id]);
  const form = { intent: "link", otherId: friend.id, reason: "電話で確かめた" };
  expect((await onPerson(place, customer.id, form)).status).toBe(200);
  const { person } = await readPage(place, customer.shopifyGid.split("/").at(-1)!);
  expect(person).toMatchObject({
    id: friend.id,
    link: { method: "staff", reason: "電話で確かめた", actor: "staff:42" },
    friend: { name: "はな" },
    customer: { name: "花子" },
  });
  expect((await read(place)).counts).toEqual({ friends: 1, linked: 1, blocked: 0 });
});

test("linking by hand is refused when either is tied, unknown, deleted or another shop's, or no reason is given", async () => {
  const place = await openShop();
  const friend = await createFriend(db, place.channel);
  const customer = await createCustomer(db, place.shop);
  const gone = await createCustomer(db, place.shop, { deletedAt: new Date() });
  const tied = await link(place, "はな", "花子");
  const theirs = await link(elsewhere, "よそ", "よそ");
  const refusals = [
    [friend.id, tied.customer.id, "x", "customer_taken"],
    [tied.friend.id, customer.id, "x", "line_taken"],
    [customer.id, tied.friend.id, "x", "line_taken"],
    [friend.id, theirs.customer.id, "x", "unknown_customer"],
    [customer.id, theirs.friend.id, "x", "unknown_friend"],
    [friend.id, gone.id, "x", "customer_gone"],
    [friend.id, "rubbish", "x", "unknown_customer"],
    [friend.id, customer.id, " \n ", "no_reason"],
    [friend.id, customer.id, "x".repeat(201), "no_reason"],
  ] as const;
  for (const [id, otherId, reason, error] of refusals) {
    expect([otherId, await onPerson(place, id, { intent: "link", otherId, reason })]).toEqual([
      otherId,
      { status: 422, data: { ok: false, error } },
    ]);
  }
  expect(await db.link.count({ where: { shopId: place.shop.id } })).toBe(1);
});

test("of staff who tie one friend to two customers at the same moment one is told that it is taken", async () => {
  const place = await openShop();
  const friend = await createFriend(db, place.channel);
  const customers = await Promise.all([1, 2, 3].map(() => createCustomer(db, place.shop)));
  const answers = await Promise.all(
    customers.map(({ id }) =>
      onPerson(place, friend.id, { intent: "link", otherId: id, reason: "x" }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  const { people, counts } = await read(place);
  expect(people).toHaveLength(3);
  expect(counts.linked).toBe(1);
});

test("staff tags by hand and notes that somebody wants no messages, and cannot note that they do", async () => {
  const place = await openShop();
  const { friend } = await link(place, "はな", "花子");
  const tag = await db.tag.create({
    data: { shopId: place.shop.id, name: "VIP", createdAt: new Date() },
  });
  expect((await onPerson(place, friend.id, { intent: "tag_add", tagId: tag.id })).status).toBe(200);
  expect((await onPerson(place, friend.id, { intent: "opt_out", kind: "marketing" })).status).toBe(
    200,
  );
  expect((await onPerson(place, friend.id, { intent: "opt_in", kind: "marketing" })).status).toBe(
    400,
  );
  const { person } = await readPage(place, friend.id);
  expect(person).toMatchObject({
    friend: { tags: [{ name: "VIP" }], optOuts: [{ kind: "marketing", via: "staff" }] },
    history: [{ action: "consent.marketing-opt-out" }, { action: "friend.tag-add" }],
  });
  expect((await onPerson(place, friend.id, { intent: "tag_remove", tagId: tag.id })).status).toBe(
    200,
  );
  expect((await readPage(place, friend.id)).person?.friend?.tags).toEqual([]);
});

test("a person's page is noted, and another shop's people have none", async () => {
  const place = await openShop();
  const { friend } = await link(place, "はな", "花子");
  expect((await readPage(elsewhere, friend.id)).status).toBe(404);
  for (const id of ["rubbish", "", crypto.randomUUID(), "123"])
    expect((await readPage(place, id)).status).toBe(404);
  expect((await readPage(place, friend.id)).status).toBe(200);
  const entries = await db.auditEntry.findMany({ where: { shopId: place.shop.id } });
  expect(entries.map(({ action: done, subject }) => [done, subject])).toEqual([
    ["person.read", friend.id],
  ]);
});

async function exportCsv(place: Place, form: Record<string, string>) {
  const request = await staffRequest({ shop: place.shop, path: "/app/people/export", form });
  const answer = await exportAction(asked(request));
  return { answer, text: answer.ok ? Buffer.from(await answer.arrayBuffer()).toString() : "" };
}

test("a CSV has whom the filter leaves, for Excel, with formulas made harmless, and is noted", async () => {
  const place = await openShop();
  await link(place, '=HYPERLINK("http://evil.example","x")', "@SUM(1)", { email: "+1@example.jp" });
  await link(place, "-2+3", '山田, "花子"');
  await createFriend(db, place.channel, { displayName: "ブロックした人", followState: "blocked" });
  const { answer, text } = await exportCsv(place, { link: "linked", locale: "ja" });
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(text.startsWith("\uFEFFLINEの名前,")).toBe(true);
  const records = parse(text, { bom: true });
  expect(records).toHaveLength(3);
  const cells = records.slice(1).flat();
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells).toContain("'-2+3");
  expect(cells).toContain('山田, "花子"');
  expect(text).not.toContain("ブロックした人");
  const audit = await db.auditEntry.findFirst({ where: { shopId: place.shop.id } });
  expect(audit).toMatchObject({ actor: "staff:42", action: "people.exported" });
});

test("a CSV of chosen people has those of this shop alone, and of too many none", async () => {
  const place = await openShop();
  const mine = await link(place, "はな", "花子");
  const theirs = await link(elsewhere, "よその", "よその");
  const personIds = [mine.friend.id, theirs.friend.id].join(",");
  const { text } = await exportCsv(place, { personIds, locale: "en" });
  expect(parse(text, { bom: true })).toHaveLength(2);
  for (const wrong of ["x", Array.from({ length: 1_001 }, () => crypto.randomUUID()).join(",")])
    expect((await exportCsv(place, { personIds: wrong })).answer.status).toBe(400);
});

async function onTasks(place: Place, form: Record<string, string>) {
  const request = await staffRequest({ shop: place.shop, path: "/app/people/tasks", form });
  const answer = await taskAction(asked(request));
  return { status: answer.init?.status ?? 200, data: answer.data };
}

test("tasks are begun with a tag and people of the shop, or refused", async () => {
  const place = await openShop();
  const { friend } = await link(place, "はな", "花子");
  const theirTag = await db.tag.create({
    data: { shopId: elsewhere.shop.id, name: crypto.randomUUID(), createdAt: new Date() },
  });
  const tag = await db.tag.create({
    data: { shopId: place.shop.id, name: "VIP", createdAt: new Date() },
  });
  const form = { intent: "tag_add", tagId: tag.id, personIds: friend.id };
  expect((await onTasks(place, { ...form, tagId: theirTag.id })).data).toMatchObject({
    error: "unknown_tag",
  });
  expect((await onTasks(place, { ...form, personIds: "" })).data).toMatchObject({
    error: "nobody",
  });
  expect((await onTasks(place, { ...form, personIds: "x" })).data).toMatchObject({
    error: "nobody",
  });
  expect((await onTasks(place, { ...form, intent: "drop" })).status).toBe(400);
  expect((await onTasks(place, form)).status).toBe(200);
  const { tasks } = await taskLoader(
    asked(await staffRequest({ shop: place.shop, path: "/app/people/tasks" })),
  );
  expect(tasks).toMatchObject([
    { kind: "tag_add", tagName: "VIP", state: "running", canUndo: true },
  ]);
  const taskId = tasks[0]!.id;
  expect((await onTasks(elsewhere, { intent: "undo", taskId })).status).toBe(422);
  expect((await onTasks(place, { intent: "undo", taskId: "x" })).status).toBe(422);
  expect((await onTasks(place, { intent: "undo", taskId })).status).toBe(200);
});

test("the followers of a shop without LINE are not read, and its staff is told why", async () => {
  const shop = await createShop(db, { detailsReadAt: new Date() });
  const form = { intent: "import_followers" };
  const answer = await action(asked(await staffRequest({ shop, path: "/app/people", form })));
  expect(answer.init?.status).toBe(422);
  expect(answer.data).toMatchObject({ error: "not_connected" });
});

test("all who match are counted before something is done to them, and only the shop's", async () => {
  const place = await openShop();
  await link(place, "はな", "花子");
  await link(place, "たろう", "太郎");
  const count = async (form: Record<string, string>) =>
    (await onTasks(place, { intent: "count", ...form })).data;
  expect(await count({})).toEqual({ count: 2 });
  expect(await count({ q: "花子", link: "linked" })).toEqual({ count: 1 });
  expect(await count({ link: "unlinked" })).toEqual({ count: 0 });
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

import { beforeEach, expect, test } from "vitest";
import { EVERYBODY } from "#app/people/people-filter.ts";
import { readPeopleTasks } from "#app/people/read-people-tasks.server.ts";
import { startPeopleTask } from "#app/people/start-people-task.server.ts";
import { undoPeopleTask } from "#app/people/undo-people-task.server.ts";
import { workPeopleTask } from "#app/people/work-people-task.server.ts";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-22T03:00:00Z");
let shopId: string;
let channel: Awaited<ReturnType<typeof createChannel>>;
let tagId: string;

beforeEach(async () => {
  const shop = await createShop(db);
  shopId = shop.id;
  channel = await createChannel(db, shop);
  const tag = await db.tag.create({ data: { shopId, name: "VIP", createdAt: now } });
  tagId = tag.id;
});

const by = () => ({ db, shopId, actor: "staff:1", now });

async function addFriends(count: number, displayName = "はな") {
  const friends = [];
  for (let each = 0; each < count; each++)
    friends.push(await createFriend(db, channel, { displayName }));
  return friends;
}

async function begin(
  kind: "tag_add" | "tag_remove" | "invite",
  to: Parameters<typeof startPeopleTask>[0]["to"],
) {
  const started = await startPeopleTask({ ...by(), kind, tagId, to });
  if (started.outcome !== "started") throw new Error(started.reason);
  return started.taskId;
}

async function workOff(taskId: string) {
  while (await workPeopleTask({ db, shopId, taskId, now }));
  const [task] = await readPeopleTasks({ db, shopId, now });
  return task;
}

const wearing = () => db.friendTag.count({ where: { shopId, tagId } });

test("a tag is put on all who match, and undone for those who did not wear it before", async () => {
  const [worn] = await addFriends(1);
  await db.friendTag.create({ data: { shopId, friendId: worn!.id, tagId, addedAt: now } });
  await addFriends(3);
  await addFriends(2, "別の人");
  await createCustomer(db, { id: shopId }, { displayName: "はな" });
  const taskId = await begin("tag_add", { filter: { ...EVERYBODY, search: "ハナ" } });
  expect(await workOff(taskId)).toMatchObject({
    state: "done",
    total: 5,
    seen: 5,
    changed: 3,
    canUndo: true,
  });
  expect(await wearing()).toBe(4);
  expect(await db.peopleTask.findFirst({ where: { id: taskId } })).toMatchObject({ filter: null });
  expect((await undoPeopleTask({ ...by(), taskId })).outcome).toBe("undoing");
  expect(await workOff(taskId)).toMatchObject({ state: "undone", canUndo: false });
  expect(await db.friendTag.findMany({ where: { shopId } })).toMatchObject([
    { friendId: worn!.id },
  ]);
  expect((await undoPeopleTask({ ...by(), taskId })).outcome).toBe("unknown_task");
});

test("a tag is taken off chosen people, and comes back to those who wore it", async () => {
  const friends = await addFriends(3);
  const data = friends
    .slice(0, 2)
    .map(({ id: friendId }) => ({ shopId, friendId, tagId, addedAt: now }));
  await db.friendTag.createMany({ data });
  const taskId = await begin("tag_remove", { personIds: friends.slice(1).map(({ id }) => id) });
  expect(await workOff(taskId)).toMatchObject({ state: "done", total: 2, changed: 1 });
  expect(await wearing()).toBe(1);
  await undoPeopleTask({ ...by(), taskId });
  await workOff(taskId);
  expect(await wearing()).toBe(2);
});

test("what is killed between two batches goes on behind the last, and what is undone midway is undone wholly", async () => {
  await db.$executeRaw`
    INSERT INTO friend (id, shop_id, channel_id, line_user_id, follow_state, preferences_code, created_at)
    SELECT gen_random_uuid(), ${shopId}::uuid, ${channel.id}::uuid, 'U' || md5(each::text), 'following', ${shopId} || each,
      ${now}::timestamptz - each * interval '1 minute' FROM generate_series(1, 900) AS each`;
  await db.$executeRaw`
    INSERT INTO friend (id, shop_id, channel_id, line_user_id, follow_state, preferences_code, created_at)
    SELECT gen_random_uuid(), ${shopId}::uuid, ${channel.id}::uuid, 'U' || md5((1000 + each)::text), 'following',
      ${shopId} || 1000 + each, ${now}::timestamptz - each * interval '1 second' FROM generate_series(1, 900) AS each`;
  const taskId = await begin("tag_add", { filter: EVERYBODY });
  expect(await workPeopleTask({ db, shopId, taskId, now })).toBe(true);
  expect(await wearing()).toBe(1_000);
  expect(await workOff(taskId)).toMatchObject({ state: "done", total: 1_800, seen: 1_800 });
  expect(await wearing()).toBe(1_800);
  const again = await begin("tag_remove", { filter: EVERYBODY });
  await workPeopleTask({ db, shopId, taskId: again, now });
  await undoPeopleTask({ ...by(), taskId: again });
  await workOff(again);
  expect(await wearing()).toBe(1_800);
});

test("two workers at one task do it once", async () => {
  const friends = await addFriends(5);
  const taskId = await begin("tag_add", { personIds: friends.map(({ id }) => id) });
  await Promise.all([1, 2, 3].map(() => workPeopleTask({ db, shopId, taskId, now })));
  expect(await workOff(taskId)).toMatchObject({ seen: 5, changed: 5 });
});

test("friends of another shop, chosen by their ids, get nothing", async () => {
  const other = await createChannel(db, await createShop(db));
  const theirs = await createFriend(db, other);
  const to = { personIds: [theirs.id] };
  expect(await startPeopleTask({ ...by(), kind: "tag_add", tagId, to })).toMatchObject({
    reason: "nobody",
  });
  const [ours] = await addFriends(1);
  const taskId = await begin("tag_add", { personIds: [theirs.id, ours!.id] });
  expect(await workOff(taskId)).toMatchObject({ state: "done", seen: 1, changed: 1 });
  expect(await db.friendTag.count({ where: { friendId: theirs.id } })).toBe(0);
});

test("those who match are invited once, and invitations are not undone", async () => {
  await addFriends(3);
  const taskId = await begin("invite", { filter: EVERYBODY });
  expect(await workOff(taskId)).toMatchObject({ state: "done", changed: 3, canUndo: false });
  expect(await workOff(await begin("invite", { filter: EVERYBODY }))).toMatchObject({ changed: 0 });
  expect(await db.send.count({ where: { shopId } })).toBe(3);
  expect((await undoPeopleTask({ ...by(), taskId })).outcome).toBe("unknown_task");
});

test("without LINE's webhook nobody is invited, and it says why", async () => {
  await addFriends(1);
  await db.channel.update({ where: { id: channel.id }, data: { webhookMode: "none" } });
  const taskId = await begin("invite", { filter: EVERYBODY });
  expect(await workOff(taskId)).toMatchObject({ state: "done", refused: "no_webhook" });
});

test("a day later nothing is undone", async () => {
  const [friend] = await addFriends(1);
  const taskId = await begin("tag_add", { personIds: [friend!.id] });
  await workOff(taskId);
  const later = new Date(now.getTime() + 24 * 60 * 60_000);
  expect((await undoPeopleTask({ ...by(), taskId, now: later })).outcome).toBe("unknown_task");
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { NOON } from "#tests/messages/ledger-world.ts";
import { REPLY } from "#tests/messages/reply-world.ts";
import { createAnswersWorld, type Talk, text } from "./answers-world.ts";

const world = await createAnswersWorld();
const { db, faults } = world;
const { editAnswer } = await import("#app/inbox/answers/edit-answer.server.ts");
const { letAnswerWait } = await import("#app/inbox/answers/let-answer-wait.server.ts");
const { dropSends } = await import("#app/messages/drop-sends.server.ts");
const { releaseHoldsOfWellChannels } = await import("#app/messages/release-holds.server.ts");
const { claimSends } = await import("#app/messages/claim-sends.server.ts");
afterAll(() => world.close());

let at: Talk;
beforeEach(async () => {
  faults.remove();
  await db.send.deleteMany();
  at = await world.talk();
});

const states = async () => (await world.sends(at)).map(({ state }) => state);
const written = async (...[words, more]: [string, object?]) => {
  const outcome = await world.write(at, words, more);
  if (outcome.outcome !== "written") throw new Error(outcome.reason);
  return outcome;
};

test("an answer waits five seconds, then goes by reply token, free", async () => {
  await world.friendWrites(at);
  await written("ございます");
  await world.run();
  expect(world.heard(at)).toEqual([]);
  await world.goes();
  expect(world.heard(at)).toEqual([["reply", "ございます"]]);
  expect(world.line.quota.usage(at.bot)).toBe(0);
});

test("what one person writes within the undo time goes as one send, in order, by one reply token", async () => {
  await world.friendWrites(at);
  await written("一");
  world.pass(3_000);
  const second = await written("二");
  world.pass(3_000);
  await world.run();
  // Six seconds after the first: the second has its own five.
  expect(world.heard(at)).toEqual([]);
  world.pass(2_000);
  await world.run();
  expect(world.heard(at)).toEqual([
    ["reply", "一"],
    ["reply", "二"],
  ]);
  expect(await states()).toEqual(["accepted"]);
  expect(second.isNew).toBe(true);
});

test("five messages fill a send; the sixth begins the next, and they keep their order", async () => {
  for (const words of ["1", "2", "3", "4", "5", "6"]) await written(words);
  expect(await states()).toEqual(["planned", "planned"]);
  await world.goes();
  expect(world.heard(at).map(([, words]) => words)).toEqual(["1", "2", "3", "4", "5"]);
  world.pass(1_000);
  await world.run();
  expect(world.heard(at).map(([, words]) => words)).toEqual(["1", "2", "3", "4", "5", "6"]);
});

test("what two people write goes as two sends", async () => {
  await written("私");
  await written("僕", { staffId: await world.staff(at) });
  expect(await states()).toEqual(["planned", "planned"]);
});

test("a double click, or the same draft in two windows, is one answer", async () => {
  const key = randomUUID();
  const clicks = await Promise.all([1, 2, 3].map(() => world.write(at, "一度だけ", { key })));
  expect(clicks.map((each) => each.outcome)).toEqual(["written", "written", "written"]);
  expect(new Set(clicks.map((each) => "answerId" in each && each.answerId)).size).toBe(1);
  await world.goes();
  await world.write(at, "一度だけ", { key });
  await world.goes();
  expect(world.heard(at)).toEqual([["push", "一度だけ"]]);
});

test("what is taken back within the undo time never goes, and its words come back to who wrote them", async () => {
  const { answerId } = await written("間違い");
  expect(await world.undo(at, answerId)).toEqual({ outcome: "undone", messages: [text("間違い")] });
  expect(await world.undo(at, answerId)).toEqual({ outcome: "undone", messages: [] });
  await world.goes();
  expect(world.heard(at)).toEqual([]);
  expect(await world.sends(at)).toMatchObject([{ state: "skipped", reason: "undone" }]);
  expect(await db.answer.findMany({ where: { shopId: at.shop.id } })).toMatchObject([
    { messages: [] },
  ]);
});

test("one message of several can be taken back, also while a worker has them in hand", async () => {
  await written("一");
  const { answerId } = await written("二");
  await written("三");
  world.pass(5_000);
  const claimed = await claimSends({
    pool: world.pool,
    shopIds: [at.shop.id],
    perShop: 10,
    limit: 10,
    leasedBy: "stalled",
    leasedUntil: new Date(world.realNow().getTime() + 30_000),
    now: world.now(),
  });
  expect(claimed.sends).toHaveLength(1);
  expect(await world.undo(at, answerId)).toMatchObject({ outcome: "undone" });
  await world.run();
  expect(world.heard(at).map(([, words]) => words)).toEqual(["一", "三"]);
});

test("what LINE has been given cannot be taken back", async () => {
  const { answerId } = await written("届いた");
  await world.goes();
  expect(await world.undo(at, answerId)).toEqual({ outcome: "gone" });
  expect(await world.undo(at, randomUUID())).toEqual({ outcome: "not_found" });
});

test("an answer can be sent later, changed until then, and taken back", async () => {
  const sendAt = new Date(NOON.getTime() + 60 * 60_000 + (world.now().getTime() - NOON.getTime()));
  const { answerId, dueAt } = await written("明日", { sendAt });
  expect(dueAt).toEqual(sendAt);
  await written("今");
  await world.goes();
  expect(world.heard(at)).toEqual([["push", "今"]]);

  const edit = (more: object) =>
    editAnswer({ db, shopId: at.shop.id, answerId, actor: "staff:1", now: world.now(), ...more });
  const later = new Date(sendAt.getTime() + 60 * 60_000);
  expect(await edit({ messages: [text("明後日")], sendAt: later })).toEqual({
    outcome: "edited",
    dueAt: later,
  });
  expect(await edit({ messages: [text(" ")] })).toEqual({ outcome: "refused", reason: "empty" });
  world.pass(65 * 60_000);
  await world.run();
  expect(world.heard(at)).toHaveLength(1);
  world.pass(60 * 60_000);
  await world.run();
  expect(world.heard(at).at(-1)).toEqual(["push", "明後日"]);
  expect(await edit({ messages: [text("遅い")] })).toEqual({ outcome: "gone" });

  const other = await written("やめる", { sendAt: new Date(world.now().getTime() + 60_000) });
  expect(await world.undo(at, other.answerId)).toMatchObject({ outcome: "undone" });
  world.pass(120_000);
  await world.run();
  expect(world.heard(at)).toHaveLength(2);
});

test("an answer that is edited to go now goes at once, and one of the undo time is not edited", async () => {
  const sendAt = new Date(world.now().getTime() + 60 * 60_000);
  const { answerId } = await written("後で", { sendAt });
  const about = { db, shopId: at.shop.id, actor: "staff:1", now: world.now() };
  expect(await editAnswer({ ...about, answerId, sendAt: world.now() })).toMatchObject({
    outcome: "edited",
  });
  await world.run();
  expect(world.heard(at)).toEqual([["push", "後で"]]);
  const now = await written("今");
  const changed = { ...about, answerId: now.answerId, messages: [text("別")] };
  expect(await editAnswer(changed)).toEqual({ outcome: "gone" });
});

test("what it costs is said before: free while the token lasts, then one of the quota, then nothing is left", async () => {
  expect(await world.cost(at)).toEqual({ outcome: "counted", left: null });
  await world.friendWrites(at);
  expect(await world.cost(at)).toEqual({
    outcome: "free",
    secondsLeft: expect.any(Number) as number,
  });
  world.letRealTimePass(52_000);
  expect(await world.cost(at)).toMatchObject({ outcome: "free" });
  world.letRealTimePass(4_000);
  await db.channel.update({
    where: { id: at.channel.id },
    data: { quotaLimit: 200, quotaUsed: 150 },
  });
  expect(await world.cost(at)).toEqual({ outcome: "counted", left: 50 });
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince: NOON } });
  expect(await world.cost(at)).toEqual({ outcome: "quota_spent" });
});

test("a token that another waiting answer will use is not promised twice, but what goes with it is free", async () => {
  await world.friendWrites(at);
  await written("私");
  expect(await world.cost(at)).toMatchObject({ outcome: "free" });
  const colleague = { ...at, staffId: await world.staff(at) };
  expect(await world.cost(colleague)).toEqual({ outcome: "counted", left: null });
});

test("with spent quota an answer is refused, unless it is free, is for later, or may wait; then it goes when there is room", async () => {
  const quotaSpentSince = NOON;
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince } });
  expect(await world.write(at, "今")).toEqual({ outcome: "refused", reason: "quota_spent" });
  await written("待てる", { waitsForQuota: true });
  await world.goes();
  expect(await world.sends(at)).toMatchObject([{ state: "held", reason: "quota" }]);
  world.pass(20 * 24 * 60 * 60_000);
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince: null } });
  await releaseHoldsOfWellChannels({ db, now: world.now() });
  await world.run();
  expect(world.heard(at)).toEqual([["push", "待てる"]]);
});

test("an answer that met spent quota on its way is held for a day, or waits when staff say so", async () => {
  const { answerId } = await written("急に");
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince: NOON } });
  await world.goes();
  expect(await world.sends(at)).toMatchObject([{ state: "held", reason: "quota" }]);
  const about = { db, shopId: at.shop.id, answerId, actor: "staff:1", now: world.now() };
  expect(await letAnswerWait(about)).toMatchObject({ outcome: "waits" });
  world.pass(3 * 24 * 60 * 60_000);
  await world.run();
  expect(await states()).toEqual(["held"]);
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince: null } });
  await releaseHoldsOfWellChannels({ db, now: world.now() });
  await world.run();
  expect(await states()).toEqual(["accepted"]);
  expect(await letAnswerWait(about)).toEqual({ outcome: "gone" });
});

test.each([
  ["empty", []],
  ["empty", [text("")]],
  ["empty", [text(" 　\n")]],
  ["too_long", [text("あ".repeat(5_001))]],
  ["too_long", [text(`${"😀".repeat(2_500)}a`)]],
  ["too_many", Array.from({ length: 6 }, () => text("多い"))],
])("%s is refused: nothing is planned", async (reason, messages) => {
  expect(await world.write(at, messages)).toEqual({ outcome: "refused", reason });
  expect(await db.send.count()).toBe(0);
});

test("5,000 UTF-16 units are taken, and so are they by LINE; what no text may hold is taken out", async () => {
  await written("😀".repeat(2_500));
  await written("零\0と\ud83d半分");
  await world.goes();
  expect(world.heard(at).map(([, words]) => words)).toEqual(["😀".repeat(2_500), "零と\ufffd半分"]);
});

test("a blocked friend, a stranger who has not written, and a shop without LINE are refused before", async () => {
  const follow = (followState: string) =>
    db.friend.update({ where: { id: at.friend.id }, data: { followState } });
  await follow("blocked");
  expect(await world.cost(at)).toEqual({ outcome: "refused", reason: "blocked" });
  expect(await world.write(at, "届く？")).toEqual({ outcome: "refused", reason: "blocked" });
  await follow("seen");
  expect(await world.write(at, "届く？")).toEqual({ outcome: "refused", reason: "not_reachable" });
  await follow("following");
  const channel = { where: { id: at.channel.id } };
  await db.channel.update({ ...channel, data: { refusedReason: "invalid_credentials" } });
  expect(await world.write(at, "届く？")).toEqual({
    outcome: "refused",
    reason: "channel_refused",
  });
  await db.channel.update({ ...channel, data: { refusedReason: null, messagingChannelId: null } });
  expect(await world.write(at, "届く？")).toEqual({ outcome: "refused", reason: "not_connected" });
});

test("another shop's friend and answer are not found, and nothing of them changes", async () => {
  const other = await world.talk();
  const sendAt = new Date(world.now().getTime() + 60_000);
  const { answerId } = await written("こちら", { sendAt });
  const foreign = { ...other, friendId: at.friendId };
  expect(await world.write(foreign, "よそ")).toEqual({ outcome: "refused", reason: "not_found" });
  expect(await world.cost(foreign)).toEqual({ outcome: "refused", reason: "not_found" });
  expect(await world.undo(other, answerId)).toEqual({ outcome: "not_found" });
  const about = { db, shopId: other.shop.id, answerId, actor: "staff:1", now: world.now() };
  expect(await editAnswer({ ...about, messages: [text("変えた")] })).toEqual({
    outcome: "refused",
    reason: "not_found",
  });
  expect(await letAnswerWait(about)).toEqual({ outcome: "not_found" });
  expect(await states()).toEqual(["planned"]);
});

test("the friend who blocks before it goes is not written to, and staff may drop what waits", async () => {
  await written("どうぞ");
  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "blocked" } });
  await world.goes();
  expect(await world.sends(at)).toMatchObject([{ state: "skipped", reason: "blocked" }]);
  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "following" } });
  await written("また");
  const planned = (await world.sends(at)).at(-1)!;
  const sendIds = [planned.id];
  await dropSends({ db, shopId: at.shop.id, sendIds, actor: "staff:1", now: world.now() });
  await world.goes();
  expect(world.heard(at)).toEqual([]);
});

test("the past, and more than a year ahead, are no time to send", async () => {
  for (const sendAt of [world.now(), new Date(world.now().getTime() + 367 * 24 * 60 * 60_000)])
    expect(await world.write(at, "いつ", { sendAt })).toEqual({
      outcome: "refused",
      reason: "time",
    });
});

test("what is written, taken back and changed is in the audit, without words", async () => {
  const sendAt = new Date(world.now().getTime() + 60_000);
  const { answerId } = await written("秘密", { sendAt });
  const about = { db, shopId: at.shop.id, answerId, actor: "staff:1", now: world.now() };
  await editAnswer({ ...about, messages: [text("秘密２")] });
  await world.undo(at, answerId);
  const audit = await db.auditEntry.findMany({
    where: { shopId: at.shop.id },
    orderBy: { id: "asc" },
  });
  expect(audit.map(({ action, subject }) => [action, subject])).toEqual([
    ["answer.written", answerId],
    ["answer.edited", answerId],
    ["answer.undone", answerId],
  ]);
  expect(JSON.stringify(audit)).not.toContain("秘密");
});

test("open windows are told what is written, taken back, and what becomes of it, and nothing of what is not urgent", async () => {
  const told = async () => {
    const changes = await db.liveChange.findMany({ where: { shopId: at.shop.id } });
    await db.liveChange.deleteMany({ where: { shopId: at.shop.id } });
    return changes.map(({ topic, subjectId }) => [topic, subjectId]);
  };
  const once = [["sends", at.friend.id]];
  const { answerId } = await written("一");
  expect(await told()).toEqual(once);
  await world.undo(at, answerId);
  expect(await told()).toEqual(once);
  await world.friendWrites(at);
  await written("二");
  await told();
  faults.add({ service: "line", endpoint: REPLY, kind: "error", times: 1 });
  await world.goes();
  expect(await states()).toEqual(["skipped", "unknown"]);
  expect(await told()).toEqual(once);
  await world.send(at, { dueAt: world.now() });
  await world.dispatcher().runOnce();
  expect(await states()).toContain("accepted");
  expect(await told()).toEqual([]);
});

test("an answer quotes what was said in this talk by Musubi, and nothing of another's", async () => {
  await written("在庫がございます");
  await world.goes();
  const [send] = await world.sends(at);
  const [said] = send!.attempt!.sentMessages as { id: string; quoteToken: string }[];
  await written("こちらです", { quotedMessageId: said!.id });
  await world.goes();
  const quoting = (await world.sends(at)).at(-1)!;
  expect(Buffer.from(quoting.attempt!.body!).toString()).toContain(
    JSON.stringify({ type: "text", text: "こちらです", quoteToken: said!.quoteToken }),
  );
  const other = await world.talk();
  for (const quotedMessageId of [said!.id, "0", ""])
    expect(await world.write(other, "違う", { quotedMessageId })).toEqual({
      outcome: "refused",
      reason: "quote_gone",
    });
});

import { afterAll, beforeEach, expect, test } from "vitest";
import { NOON, type ShopOnLine } from "./ledger-world.ts";
import { answeringProgramme, createReplyWorld, REPLY } from "./reply-world.ts";

const world = await createReplyWorld();
const { db, pool, faults } = world;
const { forgetReplyTokens } = await import("#app/messages/keep-reply-tokens.server.ts");
const { releaseSends } = await import("#app/messages/release-sends.server.ts");
afterAll(() => world.close());

let at: ShopOnLine;
beforeEach(async () => {
  faults.remove();
  await db.send.deleteMany();
  await db.replyToken.deleteMany();
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  at = await world.shopOnLine();
});

const dispatcher = () => world.dispatcher({ programmes: [answeringProgramme()] });
const runOnce = () => dispatcher().runOnce();
const used = () => world.line.quota.usage(at.bot);
const attemptsOf = (sendId: string) =>
  db.sendAttempt.findMany({ where: { formerSendId: sendId }, orderBy: { createdAt: "asc" } });

test("a fresh token is used: the answer is free, its exact bytes are stored, and LINE's ids are known", async () => {
  const token = await world.write(at);
  const send = await world.send(at);
  await runOnce();

  expect(world.heard(at)).toEqual([["reply", send.cause]]);
  expect(used()).toBe(0);
  const settled = await world.read(send);
  expect(settled).toMatchObject({
    state: "accepted",
    attempt: { endpoint: "reply", state: "accepted", retryKey: null, httpStatus: 200 },
  });
  expect(Buffer.from(settled.attempt!.body!).toString()).toBe(
    JSON.stringify({ replyToken: token, messages: [{ type: "text", text: send.cause }] }),
  );
  expect(settled.attempt!.sentMessages).toEqual([
    { id: expect.any(String) as string, quoteToken: expect.any(String) as string },
  ]);
  expect(await db.replyToken.findMany()).toMatchObject([{ usedAt: expect.any(Date) as Date }]);
});

test("a token is kept sealed, and forgotten when its minute is over", async () => {
  const token = await world.write(at);
  const [kept] = await db.replyToken.findMany();
  expect(kept!.token).not.toContain(token);
  const realNow = world.realNow();
  await forgetReplyTokens({ db, realNow });
  expect(await db.replyToken.count()).toBe(1);
  await forgetReplyTokens({ db, realNow: new Date(realNow.getTime() + 60_000) });
  expect(await db.replyToken.count()).toBe(0);
});

test("without a token, or past its minute, the answer is pushed", async () => {
  const alone = await world.send(at);
  await runOnce();
  await world.keep(at, "old", new Date(world.realNow().getTime() - 59_990));
  world.letRealTimePass(20);
  const late = await world.send(at);
  await runOnce();
  expect(world.heard(at)).toEqual([
    ["push", alone.cause],
    ["push", late.cause],
  ]);
});

test("each token serves one send, the newest first, and what is left without one is pushed", async () => {
  const tokens = [await world.write(at), await world.write(at)];
  const sends = [await world.send(at), await world.send(at), await world.send(at)];
  for (const send of sends) {
    await db.send.update({ where: { id: send.id }, data: { nextAt: world.now() } });
    await db.send.updateMany({
      where: { id: { not: send.id }, state: "planned" },
      data: { nextAt: new Date(world.now().getTime() + 60_000) },
    });
    await runOnce();
  }
  expect(world.heard(at)).toEqual([
    ["reply", sends[0]!.cause],
    ["reply", sends[1]!.cause],
    ["push", sends[2]!.cause],
  ]);
  const first = (await world.read(sends[0]!)).attempt!;
  expect(Buffer.from(first.body!).toString()).toContain(tokens[1]);
});

test("two sends of one moment share no token", async () => {
  await world.write(at);
  await world.send(at);
  await world.send(at);
  await runOnce();
  expect(
    world
      .heard(at)
      .map(([via]) => via)
      .sort(),
  ).toEqual(["push", "reply"]);
});

test("what LINE cleanly refuses goes as a push with the same messages and a key of its own", async () => {
  await world.keep(at, "00000000000000000000000000000000");
  const send = await world.send(at);
  await runOnce();
  expect(world.heard(at)).toEqual([["push", send.cause]]);
  expect(await world.read(send)).toMatchObject({
    state: "accepted",
    attempt: { endpoint: "push", retryKey: expect.any(String) as string },
  });
  expect(await attemptsOf(send.id)).toMatchObject([
    { endpoint: "reply", state: "rejected", httpStatus: 400, body: null },
  ]);
});

test.each(["error", "timeout-after-acceptance"] as const)(
  "a reply that ends in %s is unknown, and goes again only when staff release it",
  async (kind) => {
    await world.write(at);
    const send = await world.send(at);
    faults.add({ service: "line", endpoint: REPLY, kind, times: 1 });
    await runOnce();
    expect(await world.read(send)).toMatchObject({
      state: "unknown",
      reason: "line_unreachable",
      attempt: { endpoint: "reply", state: "unknown" },
    });
    const arrived = kind === "error" ? [] : [["reply", send.cause]];
    expect(world.heard(at)).toEqual(arrived);

    world.letRealTimePass(60 * 60_000);
    await runOnce();
    expect(world.heard(at)).toEqual(arrived);

    const { id } = send;
    const actor = "staff:1";
    await releaseSends({ db, shopId: at.shop.id, sendIds: [id], actor, now: world.now() });
    await runOnce();
    expect(world.heard(at)).toEqual([...arrived, ["push", send.cause]]);
  },
);

test("a reply that could not set out at all is pushed: LINE gave no token, and has seen nothing", async () => {
  await world.write(at);
  const send = await world.send(at);
  faults.add({ service: "line", endpoint: "POST /oauth2/v3/token", kind: "error", times: 1 });
  const running = dispatcher();
  await running.runOnce();
  expect(await world.read(send)).toMatchObject({ state: "planned", reason: "line_unreachable" });
  world.travel(1);
  await running.runOnce();
  world.travel(-1);
  expect(world.heard(at)).toEqual([["push", send.cause]]);
});

test("LINE's rate puts a reply off, and it then goes as a push", async () => {
  await world.write(at);
  const send = await world.send(at);
  faults.add({ service: "line", endpoint: REPLY, kind: "rate-limit", times: 1 });
  const running = dispatcher();
  await running.runOnce();
  expect(await world.read(send)).toMatchObject({ state: "planned", reason: "rate_limited" });
  world.travel(1);
  await running.runOnce();
  world.travel(-1);
  expect(world.heard(at)).toEqual([["push", send.cause]]);
});

test("spent quota stops no reply, and holds the push", async () => {
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince: NOON } });
  await world.write(at);
  const free = await world.send(at);
  await runOnce();
  const counted = await world.send(at);
  await runOnce();
  expect(world.heard(at)).toEqual([["reply", free.cause]]);
  expect(await world.read(counted)).toMatchObject({ state: "held", reason: "quota" });
});

test("whom the ledger would not push to is not replied to either, but who wrote without being a friend", async () => {
  await world.write(at);
  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "blocked" } });
  const blocked = await world.send(at);
  await runOnce();
  expect(await world.read(blocked)).toMatchObject({ state: "skipped", reason: "blocked" });
  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "seen" } });
  const stranger = await world.send(at);
  await runOnce();
  expect(world.heard(at)).toEqual([["reply", stranger.cause]]);
});

test("who wrote within the week without being a friend is pushed to when the programme says so", async () => {
  await db.friend.update({ where: { id: at.friend.id }, data: { followState: "seen" } });
  const refused = await world.send(at);
  await runOnce();
  expect(await world.read(refused)).toMatchObject({ state: "skipped", reason: "not_following" });
  const send = await world.send(at);
  const programme = answeringProgramme(({ cause, friendId }) => ({
    outcome: "send",
    friendId: friendId ?? "",
    messages: [{ type: "text", text: cause }],
    hasWritten: true,
  }));
  await world.dispatcher({ programmes: [programme] }).runOnce();
  expect(world.heard(at)).toEqual([["push", send.cause]]);
});

test("another friend's token, and another shop's, answer nobody else", async () => {
  const other = await world.shopOnLine();
  await world.write(other);
  const send = await world.send(at);
  await runOnce();
  expect(world.heard(at)).toEqual([["push", send.cause]]);
  expect(world.heard(other)).toEqual([]);
});

test("what a stopped worker had stored as a reply is unknown to the next, and LINE's word of it too late changes nothing", async () => {
  await world.write(at);
  const send = await world.send(at);
  faults.add({ service: "line", endpoint: REPLY, kind: "slow", delayMs: 400, times: 1 });
  const stalled = runOnce();
  await expect
    .poll(async () => (await world.read(send)).attempt?.endpoint, { interval: 10 })
    .toBe("reply");
  world.letRealTimePass(40_000);
  await runOnce();
  expect(await world.read(send)).toMatchObject({ state: "unknown" });
  await stalled;
  expect(await world.read(send)).toMatchObject({ state: "unknown" });
  expect(world.heard(at)).toEqual([["reply", send.cause]]);
});

test("what is urgent is taken up before a backlog, of its own shop and of others", async () => {
  const other = await world.shopOnLine();
  const earlier = new Date(NOON.getTime() - 60 * 60_000);
  const backlog = [at, other].flatMap(({ shop, friend }) =>
    Array.from({ length: 300 }, (_, n) => ({
      shopId: shop.id,
      kind: "recovery",
      cause: `backlog ${shop.id} ${n}`,
      friendId: friend.id,
      dueAt: earlier,
      nextAt: earlier,
      validUntil: new Date(NOON.getTime() + 60_000),
      createdAt: earlier,
    })),
  );
  await db.send.createMany({ data: backlog });
  const urgent = await world.send(other, { isUrgent: true });
  const { claimSends } = await import("#app/messages/claim-sends.server.ts");
  const claim = (limit: number) =>
    claimSends({
      pool,
      shopIds: [at.shop.id, other.shop.id].sort(),
      perShop: 100,
      limit,
      leasedBy: "me",
      leasedUntil: new Date(world.realNow().getTime() + 30_000),
      now: world.now(),
    });
  const first = await claim(50);
  expect(first.sends.map(({ id }) => id)).toContain(urgent.id);
  expect(first.sends).toHaveLength(50);
  // The urgent one was nobody's turn: the second shop still has its own.
  expect(first.shopsLeft).toHaveLength(1);
  expect((await claim(300)).sends).toHaveLength(200);
  await db.send.deleteMany();
});

test("a push says as whom LINE knows its messages, too", async () => {
  const send = await world.send(at);
  await runOnce();
  expect((await world.read(send)).attempt!.sentMessages).toEqual([
    { id: expect.any(String) as string, quoteToken: expect.any(String) as string },
  ]);
});

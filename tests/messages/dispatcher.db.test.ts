import { afterAll, beforeEach, expect, test } from "vitest";
import type { SendOutcome } from "#app/line/send-outcome.ts";
import { createLedgerWorld, NOON, PUSH, type ShopOnLine, textProgramme } from "./ledger-world.ts";

const world = await createLedgerWorld();
const { db, pool, faults } = world;
const { planSends } = await import("#app/messages/plan-sends.server.ts");
const { releaseHoldsOfWellChannels } = await import("#app/messages/release-holds.server.ts");
const { stopSends } = await import("#app/messages/stop-sends.server.ts");
afterAll(() => world.close());

let at: ShopOnLine;
beforeEach(async () => {
  faults.remove();
  await db.send.deleteMany();
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  world.forgetRequests();
  at = await world.shopOnLine();
});

const runOnce = () => world.dispatcher().runOnce();
const DAY_MS = 24 * 60 * 60_000;

test("a due send arrives, is settled with LINE's request id, and what follows is enqueued with it", async () => {
  const send = await world.send(at);
  expect(await runOnce()).toBe(1);

  expect(world.phone(at)).toEqual([send.cause]);
  const settled = await world.read(send);
  expect(settled).toMatchObject({
    state: "accepted",
    reason: null,
    acceptedAt: NOON,
    settledAt: NOON,
    friendId: at.friend.id,
    leasedBy: null,
    leasedUntil: null,
    attempt: { state: "accepted", httpStatus: 200, endpoint: "push" },
  });
  expect(settled.attempt?.lineRequestId).toBeTruthy();
  expect(JSON.parse(Buffer.from(settled.attempt!.body!).toString())).toEqual({
    to: at.friend.lineUserId,
    messages: [{ type: "text", text: send.cause }],
  });
  const { rows } = await pool.query(
    `SELECT identifier, payload FROM graphile_worker._private_jobs AS jobs
     JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id`,
  );
  expect(rows).toEqual([
    { identifier: "messages.send-settled", payload: { shopId: at.shop.id, sendIds: [send.id] } },
  ]);
  expect(await runOnce()).toBe(0);
});

test("what is not due yet waits for the product's clock", async () => {
  const send = await world.send(at, { dueAt: new Date(NOON.getTime() + 60_000) });
  expect(await runOnce()).toBe(0);
  world.travel(1);
  await runOnce();
  world.travel(-1);
  expect(world.phone(at)).toEqual([send.cause]);
});

test("what is past its validity expires unsent, also when it was held", async () => {
  const planned = await world.send(at, { validUntil: NOON });
  const held = await world.send(at, { state: "held", reason: "quiet_time", validUntil: NOON });
  await runOnce();
  expect(world.phone(at)).toEqual([]);
  expect(await world.read(planned)).toMatchObject({ state: "expired", settledAt: NOON });
  expect(await world.read(held)).toMatchObject({ state: "expired", reason: "quiet_time" });
});

test("a programme's skip and supersede are final, with the reason beside them", async () => {
  const ordered = await world.send(at, { cause: "ordered" });
  const older = await world.send(at, { cause: "older" });
  const programme = textProgramme(({ cause }) =>
    cause === "ordered" ? { outcome: "skip", reason: "ordered" } : { outcome: "supersede" },
  );
  await world.dispatcher({ programmes: [programme] }).runOnce();
  expect(await world.read(ordered)).toMatchObject({ state: "skipped", reason: "ordered" });
  expect(await world.read(older)).toMatchObject({ state: "superseded", settledAt: NOON });
  expect(world.pushes()).toBe(0);
});

test("a held send is prepared anew when its time has come, and expires when that is too late", async () => {
  const send = await world.send(at, { cause: "quiet" });
  const late = await world.send(at, {
    cause: "late",
    validUntil: new Date(NOON.getTime() + 60_000),
  });
  const until = new Date(NOON.getTime() + 2 * 60_000);
  const programme = textProgramme((due) =>
    world.now() < until
      ? { outcome: "hold", until, reason: "quiet_time" }
      : { outcome: "send", friendId: due.friendId!, messages: [{ type: "text", text: "now" }] },
  );
  const dispatcher = world.dispatcher({ programmes: [programme] });
  await dispatcher.runOnce();
  expect(await world.read(send)).toMatchObject({
    state: "held",
    reason: "quiet_time",
    nextAt: until,
    leasedBy: null,
  });
  world.travel(2);
  await dispatcher.runOnce();
  world.travel(-2);
  expect(world.phone(at)).toEqual(["now"]);
  expect(await world.read(late)).toMatchObject({ state: "expired", reason: "quiet_time" });
});

test("a programme that fails, or forgets a send, is asked again, and nothing is lost", async () => {
  const send = await world.send(at);
  const failing = textProgramme(() => {
    throw new Error("Shopify does not answer");
  });
  await world.dispatcher({ programmes: [failing] }).runOnce();
  expect(await world.read(send)).toMatchObject({ state: "planned", leasedBy: null });
  world.travel(1);
  await world.dispatcher({ programmes: [textProgramme(() => undefined)] }).runOnce();
  expect(await world.read(send)).toMatchObject({ state: "planned" });
  world.travel(1);
  await runOnce();
  world.travel(-2);
  expect(world.phone(at)).toEqual([send.cause]);
});

test("a send that its programme fails over holds up no other of its shop", async () => {
  const sends = [];
  for (let n = 0; n < 6; n++) sends.push(await world.send(at, { cause: `cart ${n}` }));
  const odd = sends[0]!;
  const programme = textProgramme(({ cause, friendId }) => {
    if (cause === odd.cause) throw new Error("This cart cannot be read");
    return { outcome: "send", friendId: friendId!, messages: [{ type: "text", text: cause }] };
  });
  await world.dispatcher({ programmes: [programme] }).runOnce();
  expect(world.phone(at).toSorted()).toEqual(
    sends
      .slice(1)
      .map(({ cause }) => cause)
      .toSorted(),
  );
  expect(await world.read(odd)).toMatchObject({ state: "planned", leasedBy: null });
});

test("a programme that fails over every send is not asked about each of them at once", async () => {
  for (let n = 0; n < 10; n++) await world.send(at);
  let questions = 0;
  const failing = textProgramme();
  failing.prepare = () => {
    questions += 1;
    return Promise.reject(new Error("Shopify does not answer"));
  };
  await world.dispatcher({ programmes: [failing] }).runOnce();
  expect(questions).toBe(4);
  expect(await db.send.count({ where: { state: "planned" } })).toBe(10);
});

test("a kind that nobody runs is held rather than lost", async () => {
  const send = await world.send(at, { kind: "broadcast" });
  await runOnce();
  expect(await world.read(send)).toMatchObject({ state: "held", reason: "unknown_kind" });
});

test.each([
  ["blocked the account", "blocked", () => follow("blocked")],
  ["never added it as a friend", "not_following", () => follow("seen")],
  [
    "opted out of this kind",
    "opted_out",
    () =>
      db.optOut.create({
        data: {
          shopId: at.shop.id,
          friendId: at.friend.id,
          kind: "recovery",
          via: "page",
          createdAt: NOON,
        },
      }),
  ],
  [
    "is of a shop whose channel was disconnected",
    "not_connected",
    () =>
      db.channel.update({
        where: { id: at.channel.id },
        data: { messagingChannelId: null, messagingSecret: null },
      }),
  ],
  [
    "is of a shop that uninstalled the app",
    "not_connected",
    () => db.shop.update({ where: { id: at.shop.id }, data: { uninstalledAt: NOON } }),
  ],
  ["was erased", "not_following", () => db.friend.delete({ where: { id: at.friend.id } })],
])("whoever %s gets nothing, whatever the programme says", async (_who, reason, happen) => {
  const send = await world.send(at);
  const { id: friendId } = at.friend;
  await happen();
  const programme = textProgramme(() => ({
    outcome: "send",
    friendId,
    messages: [{ type: "text", text: "hello" }],
  }));
  await world.dispatcher({ programmes: [programme] }).runOnce();
  expect(await world.read(send)).toMatchObject({ state: "skipped", reason, attemptId: null });
  expect(world.pushes()).toBe(0);
});

function follow(followState: "blocked" | "seen") {
  return db.friend.update({ where: { id: at.friend.id }, data: { followState } });
}

test("opting out of another kind stops nothing, and a friend of another shop is nobody here", async () => {
  await db.optOut.create({
    data: {
      shopId: at.shop.id,
      friendId: at.friend.id,
      kind: "marketing",
      via: "page",
      createdAt: NOON,
    },
  });
  const other = await world.shopOnLine();
  const mine = await world.send(at, { cause: "mine" });
  const foreign = await world.send(at, { cause: "foreign", friendId: other.friend.id });
  await runOnce();
  expect(world.phone(at)).toEqual([mine.cause]);
  expect(world.phone(other)).toEqual([]);
  expect(await world.read(foreign)).toMatchObject({ state: "skipped", reason: "not_following" });
});

test("an order between the programme's answer and the call stops the send", async () => {
  const send = await world.send(at);
  const readCredentials = async () => {
    await stopSends({
      db,
      shopId: at.shop.id,
      kind: "recovery",
      subjectIds: [send.subjectId!],
      reason: "ordered",
      now: NOON,
    });
    return credentialsOf(at);
  };
  await world.dispatcher({ readCredentials }).runOnce();
  expect(await world.read(send)).toMatchObject({ state: "skipped", reason: "ordered" });
  expect(world.pushes()).toBe(0);
});

function credentialsOf({ channel, bot }: ShopOnLine) {
  return {
    channelRowId: channel.id,
    messagingChannelId: bot.channelId,
    messagingSecret: bot.channelSecret,
  };
}

test("accepted by LINE but cut off: the same bytes go again under the same key, and it arrives once", async () => {
  faults.add({ service: "line", endpoint: PUSH, kind: "timeout-after-acceptance", times: 1 });
  const send = await world.send(at);
  await runOnce();
  const unclear = await world.read(send);
  expect(unclear).toMatchObject({
    state: "dispatching",
    reason: "line_unreachable",
    attempt: { state: "stored", tries: 1 },
  });
  expect(await runOnce()).toBe(0);

  world.letRealTimePass(60_000);
  await runOnce();
  const settled = await world.read(send);
  expect(settled).toMatchObject({ state: "accepted", reason: null, attempt: { httpStatus: 409 } });
  expect(settled.attemptId).toBe(unclear.attemptId);
  expect(settled.attempt?.body).toEqual(unclear.attempt?.body);
  expect(world.pushes()).toBe(2);
  expect(world.phone(at)).toEqual([send.cause]);
});

test("while LINE is down it is tried at growing distances, and sent once when LINE is back", async () => {
  faults.add({ service: "line", endpoint: PUSH, kind: "error", times: 4 });
  const send = await world.send(at);
  const waits: number[] = [];
  for (let tries = 0; tries < 4; tries++) {
    await runOnce();
    const { leasedUntil } = await world.read(send);
    waits.push(leasedUntil!.getTime() - world.realNow().getTime());
    world.letRealTimePass(60_000);
  }
  expect(waits[3]).toBeGreaterThan(3 * waits[0]!);
  await runOnce();
  expect(world.phone(at)).toEqual([send.cause]);
  expect(await world.read(send)).toMatchObject({ state: "accepted", attempt: { tries: 5 } });
});

test("what LINE never answered for 24 hours is unknown, shown as such, and never sent again", async () => {
  faults.add({ service: "line", endpoint: PUSH, kind: "error" });
  const send = await world.send(at);
  await runOnce();
  faults.remove();
  world.letRealTimePass(DAY_MS);
  await runOnce();
  expect(await world.read(send)).toMatchObject({
    state: "unknown",
    reason: "line_unreachable",
    settledAt: NOON,
    attempt: { state: "unknown" },
  });
  world.letRealTimePass(DAY_MS);
  expect(await runOnce()).toBe(0);
  expect(world.phone(at)).toEqual([]);
});

test("a rate limit loses nothing: the send is asked about again and goes a little later", async () => {
  faults.add({ service: "line", endpoint: PUSH, kind: "rate-limit", times: 1 });
  const send = await world.send(at);
  await runOnce();
  expect(await world.read(send)).toMatchObject({
    state: "planned",
    reason: "rate_limited",
    attemptId: null,
  });
  world.travel(1);
  await runOnce();
  world.travel(-1);
  expect(world.phone(at)).toEqual([send.cause]);
  expect(
    await db.sendAttempt.findMany({ where: { shopId: at.shop.id, state: "rejected" } }),
  ).toMatchObject([{ httpStatus: 429, body: null }]);
});

test("spent quota holds the rest without asking LINE for each, and a release sends exactly the rest", async () => {
  world.line.state.updateMessagingChannel(at.bot.channelId, {
    quota: { type: "limited", value: 2 },
  });
  const sends = [];
  for (let n = 0; n < 6; n++) sends.push(await world.send(at, { cause: `cart ${n}` }));
  await world.dispatcher({ concurrency: 1 }).runOnce();
  expect(world.phone(at)).toHaveLength(2);
  expect(world.pushes()).toBe(3);
  const held = await db.send.findMany({ where: { shopId: at.shop.id, state: "held" } });
  expect(held).toHaveLength(4);
  expect(held.every(({ reason, attemptId }) => reason === "quota" && attemptId === null)).toBe(
    true,
  );
  expect(await db.channel.findUnique({ where: { id: at.channel.id } })).toMatchObject({
    quotaSpentSince: NOON,
  });
  const later = await world.send(at, { cause: "later" });
  await runOnce();
  expect(world.pushes()).toBe(3);
  expect(await world.read(later)).toMatchObject({ state: "held", reason: "quota" });

  world.line.state.updateMessagingChannel(at.bot.channelId, { quota: { type: "none" } });
  const [ordered] = held;
  await stopSends({
    db,
    shopId: at.shop.id,
    kind: "recovery",
    subjectIds: [ordered!.subjectId!],
    reason: "ordered",
    now: NOON,
  });
  await db.channel.update({ where: { id: at.channel.id }, data: { quotaSpentSince: null } });
  expect(await releaseHoldsOfWellChannels({ db, now: NOON })).toBe(4);
  await runOnce();
  const arrived = [...sends.map(({ cause }) => cause), "later"].filter(
    (cause) => cause !== ordered!.cause,
  );
  expect(world.phone(at).sort()).toEqual(arrived.sort());
});

test("what is held for quota expires when its validity ends before the release", async () => {
  world.line.state.updateMessagingChannel(at.bot.channelId, {
    quota: { type: "limited", value: 0 },
  });
  const send = await world.send(at, { validUntil: new Date(NOON.getTime() + 60_000) });
  await runOnce();
  expect(await world.read(send)).toMatchObject({ state: "held", reason: "quota" });
  world.travel(1);
  await runOnce();
  world.travel(-1);
  expect(await world.read(send)).toMatchObject({ state: "expired", reason: "quota" });
});

test("credentials that LINE refuses hold the channel, and saving good ones lets its sends go", async () => {
  const send = await world.send(at);
  const readCredentials = async () => ({ ...credentialsOf(at), messagingSecret: "0".repeat(32) });
  await world.dispatcher({ readCredentials }).runOnce();
  expect(await world.read(send)).toMatchObject({
    state: "held",
    reason: "channel_refused",
    attemptId: null,
  });
  expect(await db.channel.findUnique({ where: { id: at.channel.id } })).toMatchObject({
    refusedReason: "invalid_credentials",
  });
  expect(await releaseHoldsOfWellChannels({ db, now: NOON })).toBe(0);
  await db.channel.update({ where: { id: at.channel.id }, data: { refusedReason: null } });
  expect(await releaseHoldsOfWellChannels({ db, now: NOON })).toBe(1);
  await runOnce();
  expect(world.phone(at)).toEqual([send.cause]);
});

test("what LINE refuses is rejected with LINE's own words, once, and stops no other", async () => {
  const empty = await world.send(at, { cause: "empty" });
  const good = await world.send(at, { cause: "good" });
  const programme = textProgramme(({ cause, friendId }) => ({
    outcome: "send",
    friendId: friendId!,
    messages: [{ type: "text", text: cause === "empty" ? "" : cause }],
  }));
  await world.dispatcher({ programmes: [programme] }).runOnce();
  const rejected = await world.read(empty);
  expect(rejected).toMatchObject({
    state: "rejected",
    reason: "refused_by_line",
    attempt: { state: "rejected", httpStatus: 400 },
  });
  expect(rejected.attempt?.error).toMatchObject({
    details: [{ property: "messages[0].text" }],
  });
  expect(world.phone(at)).toEqual([good.cause]);
  expect(await runOnce()).toBe(0);
});

test("words of LINE that PostgreSQL cannot store are stored without what it refuses, and hold up no other settlement", async () => {
  const refused = await world.send(at, { cause: "refused" });
  const good = await world.send(at, { cause: "good" });
  const odd = "bad\u0000 words\ud83d";
  await world
    .dispatcher({
      async pushBytes(call) {
        if (Buffer.from(call.body).toString().includes("good")) return world.pushBytes(call);
        const details = [{ message: odd, property: odd }];
        return { outcome: "rejected", status: 400, message: odd, details, requestId: null };
      },
    })
    .runOnce();
  expect(await world.read(good)).toMatchObject({ state: "accepted" });
  const told = "bad words\ufffd";
  expect(await world.read(refused)).toMatchObject({
    state: "rejected",
    attempt: { error: { message: told, details: [{ message: told, property: told }] } },
  });
});

test("a recipient that LINE does not know is told apart from a bad message", async () => {
  const send = await world.send(at);
  const refusal: SendOutcome = {
    outcome: "rejected",
    status: 400,
    message: "The property, 'to', in the request body is invalid (line: -, column: -)",
    details: [],
    requestId: "1",
  };
  await world.dispatcher({ pushBytes: async () => refusal }).runOnce();
  expect(await world.read(send)).toMatchObject({ state: "rejected", reason: "recipient_refused" });
});

test("a worker that died after claiming loses nothing: past its lease another sends it", async () => {
  const send = await world.send(at, {
    state: "dispatching",
    leasedBy: "worker:dead",
    leasedUntil: new Date(world.realNow().getTime() + 30_000),
  });
  expect(await runOnce()).toBe(0);
  world.letRealTimePass(30_000);
  await runOnce();
  expect(world.phone(at)).toEqual([send.cause]);
});

test("two dispatchers at once send everything exactly once", async () => {
  const shops = [at, await world.shopOnLine(), await world.shopOnLine()];
  for (const shop of shops) {
    for (let n = 0; n < 60; n++) await world.send(shop, { cause: `${shop.shop.id} ${n}` });
  }
  await Promise.all([runOnce(), runOnce()]);
  for (const shop of shops) {
    const arrived = world.phone(shop);
    expect(arrived).toHaveLength(60);
    expect(new Set(arrived).size).toBe(60);
  }
  expect(world.pushes()).toBe(180);
  expect(await db.send.count({ where: { state: "accepted" } })).toBe(180);
});

test("a worker that slept through its lease pushes nothing, and its late word changes nothing", async () => {
  const send = await world.send(at);
  const sleepy = world.dispatcher({
    async pushBytes(call) {
      // While this call hangs, the lease ends and another worker carries on with the same bytes.
      world.letRealTimePass(60_000);
      await runOnce();
      expect(await world.read(send)).toMatchObject({ state: "accepted" });
      await world.pushBytes(call);
      return { outcome: "quota_spent" };
    },
  });
  await sleepy.runOnce();
  expect(world.phone(at)).toEqual([send.cause]);
  expect(await world.read(send)).toMatchObject({ state: "accepted", reason: null });
});

test("stopping lets calls in flight end, begins nothing new, and gives the rest back at once", async () => {
  for (let n = 0; n < 5; n++) await world.send(at, { cause: `cart ${n}` });
  let arrive = () => {};
  const isCalling = new Promise<void>((resolve) => (arrive = resolve));
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
  const dispatcher = world.dispatcher({
    concurrency: 1,
    async pushBytes(call) {
      arrive();
      await mayAnswer;
      return world.pushBytes(call);
    },
  });
  dispatcher.start();
  await isCalling;
  const stopped = dispatcher.stop();
  answer();
  await stopped;
  expect(world.phone(at)).toHaveLength(1);
  expect(
    await db.send.groupBy({ by: ["state"], _count: true, orderBy: { state: "asc" } }),
  ).toMatchObject([
    { state: "accepted", _count: 1 },
    { state: "planned", _count: 4 },
  ]);
  await runOnce();
  expect(new Set(world.phone(at)).size).toBe(5);
});

test("a call that does not end within the grace is tried again by the next worker, with the same bytes", async () => {
  const send = await world.send(at);
  let arrive = () => {};
  const isCalling = new Promise<void>((resolve) => (arrive = resolve));
  const dispatcher = world.dispatcher({
    async pushBytes(call) {
      await world.pushBytes(call);
      arrive();
      // LINE has it, and its answer never comes.
      return new Promise(() => undefined);
    },
  });
  dispatcher.start();
  await isCalling;
  await dispatcher.stop(10);
  expect(await world.read(send)).toMatchObject({ state: "dispatching", leasedBy: null });
  await runOnce();
  expect(await world.read(send)).toMatchObject({ state: "accepted", attempt: { httpStatus: 409 } });
  expect(world.phone(at)).toEqual([send.cause]);
});

test("a dispatcher that runs sends what is planned for now as soon as it is planned", async () => {
  const dispatcher = world.dispatcher();
  dispatcher.start();
  try {
    await planSends({
      db,
      sends: [
        {
          shopId: at.shop.id,
          kind: "recovery",
          cause: "at once",
          subjectId: null,
          partId: null,
          friendId: at.friend.id,
          dueAt: NOON,
          validUntil: new Date(NOON.getTime() + DAY_MS),
          createdAt: NOON,
        },
      ],
    });
    await expect.poll(() => world.phone(at)).toEqual(["at once"]);
  } finally {
    await dispatcher.stop();
  }
});

test("a long call keeps its lease, since a dispatcher that lives renews what it holds", async () => {
  const send = await world.send(at);
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
  const dispatcher = world.dispatcher({
    leaseMs: 150,
    async pushBytes(call) {
      await mayAnswer;
      return world.pushBytes(call);
    },
  });
  dispatcher.start();
  await expect.poll(async () => (await world.read(send)).leasedUntil).not.toBeNull();
  const first = (await world.read(send)).leasedUntil!;
  await expect
    .poll(async () => (await world.read(send)).leasedUntil!.getTime())
    .toBeGreaterThan(first.getTime() + 150);
  expect(await runOnce()).toBe(0);
  answer();
  await dispatcher.stop();
  expect(world.phone(at)).toEqual([send.cause]);
});

test("a dispatcher never takes over what it has in hand itself, and a late refusal of its call doubles nothing", async () => {
  const send = await world.send(at);
  const answers = [Promise.withResolvers<SendOutcome>()];
  const isCalling = Promise.withResolvers<void>();
  const sweeps: number[] = [];
  const dispatcher = world.dispatcher({
    pool: new Proxy(pool, {
      get(target, name) {
        if (name !== "query") return Reflect.get(target, name) as unknown;
        return async (config: { name?: string }) => {
          const result = await (target.query as (asked: unknown) => Promise<unknown>)(config);
          if (config.name === "messages.find-due-shops") sweeps.push(performance.now());
          return result;
        };
      },
    }),
    pushBytes(call) {
      isCalling.resolve();
      return answers.pop()?.promise ?? world.pushBytes(call);
    },
  });
  const [refusal] = answers;
  const first = dispatcher.runOnce();
  await isCalling.promise;
  const before = await world.read(send);
  world.letRealTimePass(31_000);
  const seen = sweeps.length;
  const second = dispatcher.runOnce();
  await expect.poll(() => sweeps.length).toBeGreaterThan(seen);
  expect((await world.read(send)).leasedUntil).toEqual(before.leasedUntil);

  refusal!.resolve({ outcome: "rate_limited" });
  await Promise.all([first, second]);
  world.travel(1);
  await dispatcher.runOnce();
  world.travel(-1);
  expect(world.phone(at)).toEqual([send.cause]);
  expect(await world.read(send)).toMatchObject({ state: "accepted", attempt: { httpStatus: 200 } });
});

test("the database may cut every connection in the middle of sending: nothing is lost or doubled", async () => {
  for (let n = 0; n < 30; n++) await world.send(at, { cause: `cart ${n}` });
  let calls = 0;
  const dispatcher = world.dispatcher({
    concurrency: 5,
    async pushBytes(call) {
      const answer = await world.pushBytes(call);
      calls += 1;
      if (calls === 8 || calls === 16) {
        await pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      }
      return answer;
    },
  });
  dispatcher.start();
  try {
    await expect
      .poll(
        async () => {
          // What a cut connection left behind waits for its lease.
          world.letRealTimePass(1_000);
          return db.send.count({ where: { shopId: at.shop.id, state: "accepted" } }).catch(() => 0);
        },
        { timeout: 15_000 },
      )
      .toBe(30);
  } finally {
    await dispatcher.stop();
  }
  expect(world.phone(at).sort()).toEqual(Array.from({ length: 30 }, (_, n) => `cart ${n}`).sort());
});

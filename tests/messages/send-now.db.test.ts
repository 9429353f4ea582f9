import { afterAll, beforeEach, expect, test } from "vitest";
import { createLedgerWorld, PUSH, type ShopOnLine } from "./ledger-world.ts";

const world = await createLedgerWorld();
const { db, pool, faults } = world;
const { sendNow } = await import("#app/messages/send-now.server.ts");
afterAll(() => world.close());

let at: ShopOnLine;
beforeEach(async () => {
  faults.remove();
  at = await world.shopOnLine();
});

const sendTest = (text = "a test") =>
  sendNow({
    pool,
    shopId: at.shop.id,
    credentials: {
      channelRowId: at.channel.id,
      messagingChannelId: at.bot.channelId,
      messagingSecret: at.bot.channelSecret,
    },
    lineUserId: at.friend.lineUserId,
    messages: [{ type: "text", text }],
    pushBytes: world.pushBytes,
    now: world.now(),
    realNow: world.realNow(),
  });

test("a test arrives at once and stands in the ledger", async () => {
  const sent = await sendTest();
  expect(sent).toMatchObject({ outcome: "accepted" });
  expect(world.phone(at)).toEqual(["a test"]);
  expect(await world.read({ id: sent.sendId })).toMatchObject({
    kind: "test",
    cause: `test:${sent.sendId}`,
    state: "accepted",
    shopId: at.shop.id,
  });
});

test("a message that LINE refuses comes back with LINE's words", async () => {
  expect(await sendTest("")).toMatchObject({
    outcome: "rejected",
    reason: "refused_by_line",
    message: expect.stringContaining("error") as string,
  });
});

test.each([
  ["rate-limit", "rate_limited"],
  ["quota-spent", "quota"],
] as const)(
  "a test that meets %s is refused for good, since nothing would prepare it again",
  async (kind, reason) => {
    faults.add({ service: "line", endpoint: PUSH, kind, times: 1 });
    const sent = await sendTest();
    expect(sent).toMatchObject({ outcome: "rejected", reason });
    await world.dispatcher().runOnce();
    expect(world.phone(at)).toEqual([]);
    expect(await world.read({ id: sent.sendId })).toMatchObject({ state: "rejected", reason });
  },
);

test("a test whose answer is lost is pending, and the dispatcher finds that it arrived, once", async () => {
  faults.add({ service: "line", endpoint: PUSH, kind: "timeout-after-acceptance", times: 1 });
  const sent = await sendTest();
  expect(sent).toMatchObject({ outcome: "pending" });
  world.letRealTimePass(60_000);
  await world.dispatcher().runOnce();
  expect(await world.read({ id: sent.sendId })).toMatchObject({ state: "accepted" });
  expect(world.phone(at)).toEqual(["a test"]);
  expect(await db.send.count({ where: { shopId: at.shop.id } })).toBe(1);
});

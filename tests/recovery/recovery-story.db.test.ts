import { expect, test } from "vitest";
import { trackedTarget } from "#app/links/tracked-link.ts";
import type { validatePush } from "#app/line/validate-messages.server.ts";
import { createAbandonedCheckout } from "#tests/factories/abandoned-checkout.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { startRecoveryWorld } from "./recovery-world.ts";

const world = await startRecoveryWorld(new Date("2026-11-22T03:00:00Z"));
const { db, pool, shop, customer, friend, products } = world;
const { planRecovery } = await import("#app/recovery/plan-recovery.server.ts");
const { stopRecovery } = await import("#app/recovery/stop-recovery.server.ts");
const { afterRecoverySends } = await import("#app/recovery/after-recovery-sends.server.ts");
const { sendRecoveryTest } = await import("#app/recovery/send-recovery-test.server.ts");
const { checkStepsWithLine } = await import("#app/recovery/check-steps-with-line.server.ts");
const { readRecovery } = await import("#app/recovery/read-recovery.server.ts");
const { saveRecovery } = await import("#app/recovery/save-recovery.server.ts");
const { readSamples } = await import("#app/recovery/read-samples.server.ts");
const { defaultContent } = await import("#app/recovery/recovery-step.ts");

const lines = products.slice(0, 3).map((product) => ({
  productId: String(product.id),
  variantId: String(product.variants[0]!.id),
  title: product.title,
  variantTitle: product.variants[0]!.title,
  quantity: 1,
  price: `${product.variants[0]!.price}.00`,
}));

test("a cart left at noon reaches the phone after an hour, tags the friend, and its order stops the rest", async () => {
  const tag = await db.tag.create({
    data: { shopId: shop.id, name: "カゴ落ち", createdAt: world.now() },
  });
  await createRecoverySettings(db, shop);
  await createRecoveryStep(db, shop, 60, { addTagId: tag.id });
  await createRecoveryStep(db, shop, 600);
  const checkout = await createAbandonedCheckout(db, shop, {
    customerGid: customer.shopifyGid,
    lineItems: lines,
    itemCount: 3,
  });
  const about = { db, shopId: shop.id, checkoutIds: [checkout.id] };
  await planRecovery({ ...about, now: world.now() });

  await world.at("2026-11-22T03:59:59Z");
  expect(world.phone()).toEqual([]);
  await world.at("2026-11-22T04:00:00Z");
  const [message] = world.phone();
  const drawn = JSON.stringify(message);
  expect(message).toMatchObject({ type: "flex" });
  expect(drawn).toContain(lines[0]!.title);
  expect(drawn).toContain(`${world.storefront}/cdn/shop/files/`);
  expect(drawn).toContain("ほか1点の商品がカートに入っています");
  expect(world.shopifyReads()).toBe(1);
  const link = await db.trackedLink.findFirstOrThrow({ where: { shopId: shop.id } });
  const product = trackedTarget
    .array()
    .parse(link.targets)
    .find(({ kind }) => kind === "product");
  expect(product?.url).toContain(`/products/`);

  const send = await db.send.findFirstOrThrow({ where: { shopId: shop.id, state: "accepted" } });
  await afterRecoverySends({ db, pool, shopId: shop.id, sendIds: [send.id], now: world.now() });
  await afterRecoverySends({ db, pool, shopId: shop.id, sendIds: [send.id], now: world.now() });
  expect(await db.friendTag.findMany({ where: { friendId: friend.id } })).toMatchObject([
    { tagId: tag.id },
  ]);

  await stopRecovery({ ...about, reason: "ordered", now: world.now() });
  await world.at("2026-11-22T13:00:00Z");
  expect(world.phone()).toHaveLength(1);
  expect(
    await db.send.findFirstOrThrow({ where: { shopId: shop.id, state: "skipped" } }),
  ).toMatchObject({ reason: "ordered" });
});

test("a test send arrives on the merchant's own LINE, with the store's products, before anything is saved", async () => {
  const before = world.phone().length;
  const send = async () =>
    sendRecoveryTest({
      db,
      pool: world.pool,
      shop,
      content: { ...defaultContent(0, "ja"), title: "まだ保存していない題" },
      products: await readSamples({ shopDomain: shop.domain }),
      now: world.now(),
      realNow: new Date(),
    });
  expect(await send()).toEqual({ outcome: "no_address" });
  await db.channel.update({
    where: { shopId: shop.id },
    data: { testLineUserId: world.userId, testDisplayName: "店主" },
  });
  expect(await send()).toMatchObject({ outcome: "accepted" });
  const drawn = JSON.stringify(world.phone().slice(before));
  expect(drawn).toContain("まだ保存していない題");
  expect(drawn).toContain("店主様");
  expect(products.some((product) => drawn.includes(product.title))).toBe(true);
});

test("a test of a message with a wrong entry is refused with its field", async () => {
  const refused = await sendRecoveryTest({
    db,
    pool: world.pool,
    shop,
    content: { ...defaultContent(0, "ja"), headerColor: "blue" },
    products: [],
    now: world.now(),
    realNow: new Date(),
  });
  expect(refused).toEqual({ outcome: "refused", errors: { headerColor: "invalid_color" } });
});

test("a test goes through however long the query parameters are", async () => {
  const queryParameters = Array.from({ length: 10 }, (_, index) => ({
    name: `campaign_${index}`,
    value: "結".repeat(200),
  }));
  const sent = await sendRecoveryTest({
    db,
    pool: world.pool,
    shop,
    content: { ...defaultContent(0, "ja"), queryParameters },
    products: [],
    now: world.now(),
    realNow: new Date(),
  });
  expect(sent).toMatchObject({ outcome: "accepted" });
});

test("LINE is asked about the switched-on steps before they are saved", async () => {
  const { form } = await readRecovery({ db, shopId: shop.id, locale: "ja" });
  for (const step of form.steps) step.isOn = true;
  const asked = () =>
    world.lineRequests().filter(({ path }) => path.endsWith("/message/validate/push"));
  const before = asked().length;
  expect(
    await saveRecovery({ db, shopId: shop.id, form, actor: "staff:42", now: world.now() }),
  ).toEqual({
    outcome: "saved",
  });
  expect(asked().slice(before)).toMatchObject([{ status: 200 }]);
});

test("what LINE refuses is said at its step; what is off is not asked about, and silence refuses nothing", async () => {
  const { steps } = (await readRecovery({ db, shopId: shop.id, locale: "ja" })).form;
  for (const step of steps) step.isOn = step.delayMinutes >= 360;
  const check = (answer: Awaited<ReturnType<typeof validatePush>>) =>
    checkStepsWithLine({
      db,
      shopId: shop.id,
      steps,
      validate: ({ messages }) => {
        expect(messages).toHaveLength(3);
        return Promise.resolve(answer);
      },
    });
  const problem = { property: "messages[1].contents.header", message: "invalid" };
  expect(await check({ outcome: "invalid", problems: [problem, problem] })).toEqual({
    "steps.3.content": "refused_by_line",
  });
  expect(await check({ outcome: "valid" })).toEqual({});
  expect(await check({ outcome: "unclear", reason: "time_out" })).toEqual({});
});

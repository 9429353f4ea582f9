import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { startLine } from "#tests/setup/line.ts";

const { addAccount } = await startLine();
const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
const { db, pool } = await import("#app/platform/database.server.ts");
const { ensureShop } = await import("#app/shops/ensure-shop.server.ts");
const { shopUninstalledJob } = await import("#app/worker/shop-uninstalled.server.ts");
const { createSend } = await import("#tests/factories/send.ts");
const { createShop } = await import("#tests/factories/shop.ts");
const { tell } = await import("./tell.ts");

const UNINSTALLED = new Date("2026-11-22T03:00:00Z");
const after = (minutes: number) => new Date(UNINSTALLED.getTime() + minutes * 60_000);
let shop: Shop;
beforeEach(async () => void (shop = await createShop(db)));

const uninstall = (at = UNINSTALLED) => tell(shop, "app/uninstalled", { id: 1 }, at);
const read = () => db.shop.findUniqueOrThrow({ where: { id: shop.id } });

test("uninstalling stops every send that waits, and leaves what was sent as it is", async () => {
  const states = ["planned", "held", "dispatching", "accepted"];
  for (const state of states) await createSend(db, { shopId: shop.id, state });
  await uninstall();
  const sends = await db.send.findMany({ where: { shopId: shop.id }, orderBy: { id: "asc" } });
  expect(sends.map(({ state, reason }) => [state, reason])).toEqual([
    ["skipped", "uninstalled"],
    ["skipped", "uninstalled"],
    ["skipped", "uninstalled"],
    ["accepted", null],
  ]);
});

test("another shop's sends and tokens are not touched", async () => {
  const other = await createShop(db);
  const send = await createSend(db, { shopId: other.id });
  const session = {
    id: `offline_${other.domain}`,
    shop: other.domain,
    state: "",
    accessToken: "x",
  };
  await db.session.create({ data: session });
  await uninstall();
  expect(await db.send.findUnique({ where: { id: send.id } })).toMatchObject({ state: "planned" });
  expect(await db.session.count({ where: { shop: other.domain } })).toBe(1);
});

test("the job is enqueued with the uninstall, once, and frees the LINE channel for another shop", async () => {
  const account = addAccount();
  const form = {
    messagingChannelId: account.bot.channelId,
    messagingSecret: account.bot.channelSecret,
    loginChannelId: account.login.channelId,
    loginSecret: account.login.channelSecret,
  };
  const connect = (shopId: string) =>
    connectChannel({ db, shopId, form, actor: "staff:1", now: UNINSTALLED });
  expect(await connect(shop.id)).toMatchObject({ outcome: "connected" });
  await uninstall();
  expect(await uninstall(after(1))).toBe("known");
  const jobs = await pool.query(
    "SELECT FROM graphile_worker._private_jobs WHERE payload->>'shopId' = $1",
    [shop.id],
  );
  expect(jobs.rowCount).toBe(1);

  const other = await createShop(db);
  expect(await connect(other.id)).not.toMatchObject({ outcome: "connected" });
  await shopUninstalledJob.handle({ shopId: shop.id });
  expect(await db.channel.findUnique({ where: { shopId: shop.id } })).toMatchObject({
    messagingChannelId: null,
    messagingSecret: null,
    loginSecret: null,
  });
  expect(await connect(other.id)).toMatchObject({ outcome: "connected" });
});

test("a shop that installs Musubi again is awake, and a late word of the old uninstall does not put it to sleep", async () => {
  await uninstall();
  // Shopify does not answer here: the old details serve.
  await ensureShop({ db, domain: shop.domain, now: after(60) });
  expect(await read()).toMatchObject({ uninstalledAt: null, installedAt: after(60) });
  expect(await uninstall()).toBe("stale");
  expect(await read()).toMatchObject({ uninstalledAt: null });
});

test("customers' and checkouts' webhooks that trail the uninstall are dropped", async () => {
  await uninstall();
  expect(await tell(shop, "checkouts/create", { token: "late" }, after(1))).toBe(
    "shop_uninstalled",
  );
  expect(
    await tell(
      shop,
      "customers/update",
      { admin_graphql_api_id: "gid://shopify/Customer/1" },
      after(1),
    ),
  ).toBe("shop_uninstalled");
  expect(await db.checkout.count({ where: { shopId: shop.id } })).toBe(0);
});

test("the compliance webhooks still count after the uninstall", async () => {
  await uninstall();
  const customer = { customer: { id: 7 } };
  expect(
    await tell(shop, "customers/data_request", { ...customer, data_request: { id: 1 } }, after(1)),
  ).toBe("recorded");
  expect(await tell(shop, "customers/redact", customer, after(2))).toBe("redacted");
  expect(await tell(shop, "shop/redact", {}, after(2880))).toBe("redaction_begun");
});

import { beforeAll, expect, test } from "vitest";
import { removeTags } from "#sandbox/shopify/happenings/change-tags.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { startStorefrontWorld } from "#tests/linking/storefront-world.ts";

let world: Awaited<ReturnType<typeof startStorefrontWorld>>;
let tell: (typeof import("#tests/worker/tell.ts"))["tell"];
let healLinks: (typeof import("#app/linking/heal-links.server.ts"))["healLinks"];

beforeAll(async () => {
  world = await startStorefrontWorld();
  ({ tell } = await import("#tests/worker/tell.ts"));
  ({ healLinks } = await import("#app/linking/heal-links.server.ts"));
});

const HOUR = 3_600_000;

/** A linked customer whose tag and metafield stand in Shopify. */
async function linked() {
  const { db, shop, shopify } = world;
  const { customers } = shopify.shop();
  const [model] = customers.values();
  const id = Math.max(...customers.keys()) + 1;
  const standIn = { ...model!, id, tags: ["VIP", "musubi"] };
  customers.set(id, standIn);
  const shopifyGid = `gid://shopify/Customer/${id}`;
  const customer = await createCustomer(db, shop, { shopifyGid, tags: ["VIP", "musubi"] });
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const friend = await createFriend(db, channel);
  const link = await createLink(db, friend, customer);
  return { standIn, shopifyGid, link };
}

type Linked = Awaited<ReturnType<typeof linked>>;

/** Another app takes a tag away, and Shopify tells us. */
async function takeAway({ standIn, shopifyGid }: Linked, tag: string, at = new Date()) {
  const { shop, shopify } = world;
  removeTags(shopify.simulation, shopify.shop(), standIn, [tag]);
  const payload = { customerId: shopifyGid, tags: [tag], occurredAt: at.toISOString() };
  const outcome = await tell(shop, "customer.tags_removed", payload, at);
  await world.runJobs();
  return outcome;
}

const giveBack = (someone: Linked, at: Date) =>
  tell(
    world.shop,
    "customer.tags_added",
    { customerId: someone.shopifyGid, tags: ["musubi"], occurredAt: at.toISOString() },
    at,
  );

const notes = (shopifyGid: string) =>
  world.db.auditEntry.count({ where: { subject: shopifyGid, action: "link.mark-left-off" } });

test("a linked customer gets the tag back that another app took, whatever its case; other tags stay away", async () => {
  const someone = await linked();
  expect(await takeAway(someone, "MUSUBI")).toBe("changed");
  expect(someone.standIn.tags).toEqual(["VIP", "musubi"]);
  await takeAway(someone, "VIP");
  expect(someone.standIn.tags).toEqual(["musubi"]);
});

test("who is not linked any more gets nothing back", async () => {
  const someone = await linked();
  await world.db.link.delete({ where: { id: someone.link.id } });
  await takeAway(someone, "musubi");
  expect(someone.standIn.tags).toEqual(["VIP"]);
});

test("who unlinks before the tag is put back stays without it", async () => {
  const someone = await linked();
  const { shop, shopify, db } = world;
  removeTags(shopify.simulation, shopify.shop(), someone.standIn, ["musubi"]);
  await tell(shop, "customer.tags_removed", {
    customerId: someone.shopifyGid,
    tags: ["musubi"],
    occurredAt: new Date().toISOString(),
  });
  await db.link.delete({ where: { id: someone.link.id } });
  await world.runJobs();
  expect(someone.standIn.tags).toEqual(["VIP"]);
});

test("two apps do not fight for ever: three times a day it is put back, then it is left and noted once; the next day it begins anew", async () => {
  const someone = await linked();
  const start = Date.now();
  const at = (step: number) => new Date(start + step * 1_000);
  for (let time = 0; time < 3; time++) {
    await takeAway(someone, "musubi", at(2 * time));
    expect(someone.standIn.tags).toContain("musubi");
    await giveBack(someone, at(2 * time + 1));
  }
  await takeAway(someone, "musubi", at(6));
  expect(someone.standIn.tags).not.toContain("musubi");
  expect(await notes(someone.shopifyGid)).toBe(1);
  await giveBack(someone, at(7));
  await takeAway(someone, "musubi", at(8));
  expect(await notes(someone.shopifyGid)).toBe(1);

  const tomorrow = new Date(start + 25 * HOUR);
  const heal = () =>
    healLinks({
      db: world.db,
      shopId: world.shop.id,
      customerGids: [someone.shopifyGid],
      linkedBefore: tomorrow,
      now: tomorrow,
    });
  expect(await heal()).toBe(1);
  await world.runJobs();
  expect(someone.standIn.tags).toContain("musubi");
});

test("a metafield that no longer says it is put right when it is read", async () => {
  const someone = await linked();
  const { db, shop, shopify } = world;
  const now = new Date();
  const about = { db, shopId: shop.id, linkedBefore: now, now };
  const heal = (unmarkedGids: string[]) =>
    healLinks({ ...about, customerGids: [someone.shopifyGid], unmarkedGids });
  expect(await heal([])).toBe(0);
  expect(await heal([someone.shopifyGid])).toBe(1);
  await world.runJobs();
  expect(shopify.shop().metafields.get(someone.shopifyGid)).toMatchObject([
    { key: "line_linked", value: "true" },
  ]);
});

test("links that may not be shown yet, other shops' links and customers nobody has read are left alone", async () => {
  const someone = await linked();
  const { db, shop } = world;
  const gids = [someone.shopifyGid];
  const now = new Date();
  const about = { db, shopId: shop.id, unmarkedGids: gids, now };
  const before = new Date(someone.link.linkedAt.getTime() - 1);
  expect(await healLinks({ ...about, customerGids: gids, linkedBefore: before })).toBe(0);
  expect(
    await healLinks({
      ...about,
      shopId: "00000000-0000-7000-8000-000000000000",
      customerGids: gids,
      linkedBefore: now,
    }),
  ).toBe(0);
  await db.customer.updateMany({ where: { shopifyGid: someone.shopifyGid }, data: { tags: [] } });
  expect(await healLinks({ db, shopId: shop.id, customerGids: null, linkedBefore: now, now })).toBe(
    0,
  );
  await db.customer.updateMany({
    where: { shopifyGid: someone.shopifyGid },
    data: { readAt: new Date() },
  });
  expect(await healLinks({ db, shopId: shop.id, customerGids: null, linkedBefore: now, now })).toBe(
    1,
  );
});

import { beforeAll, expect, test } from "vitest";
import { startStorefrontWorld } from "#tests/linking/storefront-world.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";

let world: Awaited<ReturnType<typeof startStorefrontWorld>>;

beforeAll(async () => {
  world = await startStorefrontWorld();
});

let lastId = 500_000;

/** A customer of the stand-in, mirrored, with a friend who is not tied yet. */
async function person() {
  const { db, shop, shopify } = world;
  const customers = shopify.shop().customers;
  const [model] = customers.values();
  if (!model) throw new Error("The stand-in has no customer.");
  // Never that of somebody whom a test before has deleted.
  const id = (lastId += 1);
  const standIn = { ...model, id, tags: ["VIP"] };
  customers.set(id, standIn);
  const shopifyGid = `gid://shopify/Customer/${id}`;
  const customer = await createCustomer(db, shop, { shopifyGid });
  const friend = await createFriend(db, await channel());
  return { standIn, customer, friend, shopifyGid };
}

const channel = () => world.db.channel.findUniqueOrThrow({ where: { shopId: world.shop.id } });

async function tie(
  { customer, friend }: Awaited<ReturnType<typeof person>>,
  customerTag = "musubi",
) {
  const { enqueue } = await import("#app/platform/jobs.server.ts");
  const { friendLinked } = await import("#app/linking/linking-happenings.ts");
  const link = await createLink(world.db, friend, customer, { customerTag });
  await enqueue(world.db, friendLinked, { shopId: world.shop.id, linkId: link.id });
  return link;
}

async function untie(linkId: string) {
  const { unlinkFriend } = await import("#app/linking/unlink-friend.server.ts");
  await unlinkFriend({
    db: world.db,
    shopId: world.shop.id,
    linkId,
    actor: "staff:1",
    now: new Date(),
  });
}

function markOf(shopifyGid: string) {
  const [metafield] = world.shopify.shop().metafields.get(shopifyGid) ?? [];
  return metafield && { key: metafield.key, type: metafield.type, value: metafield.value };
}

test("a linked customer gets the tag beside their own and our metafield; an unlinked one loses just these", async () => {
  const someone = await person();
  const link = await tie(someone);
  await world.runJobs();
  expect(someone.standIn.tags).toEqual(["VIP", "musubi"]);
  expect(markOf(someone.shopifyGid)).toEqual({
    key: "line_linked",
    type: "boolean",
    value: "true",
  });
  await untie(link.id);
  await world.runJobs();
  expect(someone.standIn.tags).toEqual(["VIP"]);
  expect(markOf(someone.shopifyGid)?.value).toBe("false");
});

test("jobs of one customer that wait together end in what is true now, whichever runs first", async () => {
  const undone = await person();
  await untie((await tie(undone)).id);
  const redone = await person();
  await untie((await tie(redone)).id);
  await tie(redone);
  await world.runJobs();
  expect([undone.standIn.tags, markOf(undone.shopifyGid)?.value]).toEqual([["VIP"], "false"]);
  expect([redone.standIn.tags, markOf(redone.shopifyGid)?.value]).toEqual([
    ["VIP", "musubi"],
    "true",
  ]);
});

test("a tag that was changed in between: unlinking takes off the one that the link gave", async () => {
  const someone = await person();
  const link = await tie(someone, "old-tag");
  await world.runJobs();
  await untie(link.id);
  await tie(someone, "new-tag");
  await world.runJobs();
  expect(someone.standIn.tags).toEqual(["VIP", "new-tag"]);
});

test("a customer whom Shopify has deleted meanwhile is let be, and the job ends", async () => {
  const someone = await person();
  await tie(someone);
  world.shopify.shop().customers.delete(someone.standIn.id);
  await world.runJobs();
  expect(await world.db.link.count({ where: { customerId: someone.customer.id } })).toBe(1);
});

test("the profile of a new friend is read from LINE, and of one who blocked meanwhile it is not", async () => {
  const { recordFriendEvents } = await import("#app/friends/record-friend-events.server.ts");
  const { id: channelId } = await channel();
  const { db, shop, line, account } = world;
  const users = ["よし子", "ブロ夫"].map(
    (displayName) => line.state.addUser({ displayName }).userIds[account.providerId] ?? "",
  );
  line.state.setFriendship(account.bot.botUserId, users[0] ?? "", "following");
  line.state.setFriendship(account.bot.botUserId, users[1] ?? "", "blocked");
  await recordFriendEvents({
    db,
    shopId: shop.id,
    channelId,
    events: users.map((lineUserId) => ({
      kind: "follow",
      source: "follow",
      lineUserId,
      at: new Date(),
    })),
  });
  await world.runJobs();
  const names = await Promise.all(
    users.map(
      async (lineUserId) => (await db.friend.findFirst({ where: { lineUserId } }))?.displayName,
    ),
  );
  expect(names).toEqual(["よし子", null]);
});

test("Shopify Flow is told once of a new tie, and not of one that was taken over or moved by a merge; the friend gets the shop's tag", async () => {
  const { db, shop, shopify } = world;
  const triggersOf = (gid: string) =>
    shopify
      .shop()
      .flowTriggers.filter(({ payload }) =>
        JSON.stringify(payload).includes(gid.split("/").at(-1)!),
      );
  const tag = await db.tag.create({
    data: { shopId: shop.id, name: "連携済み", createdAt: new Date() },
  });
  await db.linkSettings.upsert({
    where: { shopId: shop.id },
    create: { shopId: shop.id, friendTagId: tag.id },
    update: { friendTagId: tag.id },
  });
  const [linked, migrated, moved] = [await person(), await person(), await person()];
  const link = await tie(linked);
  const { enqueue } = await import("#app/platform/jobs.server.ts");
  const { friendLinked } = await import("#app/linking/linking-happenings.ts");
  const taken = { method: "import" };
  const { id: imported } = await createLink(db, migrated.friend, migrated.customer, taken);
  await enqueue(db, friendLinked, { shopId: shop.id, linkId: imported });
  const { id: linkId } = await createLink(db, moved.friend, moved.customer);
  await enqueue(db, friendLinked, { shopId: shop.id, linkId, isMoved: true });
  await world.runJobs();
  expect(triggersOf(linked.shopifyGid)).toMatchObject([
    { handle: "musubi-line-linked", payload: { way: link.method } },
  ]);
  expect([triggersOf(migrated.shopifyGid), triggersOf(moved.shopifyGid)]).toEqual([[], []]);
  const tagged = await db.friendTag.findMany({ where: { tagId: tag.id } });
  expect(tagged.map(({ friendId }) => friendId).sort()).toEqual(
    [linked.friend.id, migrated.friend.id].sort(),
  );
});

test("a shop whose Flow takes no trigger is linked all the same", async () => {
  const { shopify } = world;
  const someone = await person();
  const { extensionsDir } = shopify.simulation.app;
  shopify.simulation.app.extensionsDir = null;
  await tie(someone);
  await world.runJobs();
  shopify.simulation.app.extensionsDir = extensionsDir;
  expect(someone.standIn.tags).toContain("musubi");
});

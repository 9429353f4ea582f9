import type { Channel, Customer, Friend, Link, Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { carryGift, giveGift } from "#app/linking/give-gift.server.ts";
import { LINK_GREETING } from "#app/linking/link-greeting.ts";
import { createLinkGreetingProgramme } from "#app/linking/link-greeting-programme.server.ts";
import { planGreeting } from "#app/linking/plan-greeting.server.ts";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";

const now = new Date("2026-11-22T03:00:00Z");
const code = "WELCOME";
let shop: Shop;
let channel: Channel;

beforeEach(async () => {
  shop = await createShop(db, { name: "あおい商店" });
  channel = await createChannel(db, shop);
  await settings({ greets: true, giftCode: code });
});

async function settings(values: Partial<{ greets: boolean; giftCode: string | null }>) {
  const greetingText = "{{name}}さん、{{shop}}です";
  await db.linkSettings.upsert({
    where: { shopId: shop.id },
    create: { shopId: shop.id, greetingText, ...values },
    update: values,
  });
}

const friendNamed = (displayName = "花子", followState = "following") =>
  createFriend(db, channel, { displayName, followState });

const give = (link: Link, friend: Friend, customer: Customer) =>
  giveGift({
    db,
    shopId: shop.id,
    linkId: link.id,
    customerGid: customer.shopifyGid,
    lineUserId: friend.lineUserId,
    code,
    now,
  });

async function tied(friend: Friend, customer: Customer) {
  await db.link.deleteMany({
    where: { OR: [{ friendId: friend.id }, { customerId: customer.id }] },
  });
  return createLink(db, friend, customer);
}

/** What the greeting of a tie says when it is due. */
async function greeting(link: Link) {
  const sends = await db.send.findMany({ where: { shopId: shop.id, subjectId: link.id } });
  const prepared = await createLinkGreetingProgramme({ db }).prepare({
    shopId: shop.id,
    sends,
    now,
  });
  return sends.map(({ id }) => prepared.get(id));
}

test("the first tie pays, and asking again for it gives the same code", async () => {
  const [friend, customer] = [await friendNamed(), await createCustomer(db, shop)];
  const link = await tied(friend, customer);
  expect(await give(link, friend, customer)).toBe(code);
  expect(await give(link, friend, customer)).toBe(code);
  expect(await db.afterLinkGift.count({ where: { shopId: shop.id } })).toBe(2);
});

test("neither a customer with another LINE nor a LINE account with another customer is paid again", async () => {
  const [friend, other] = [await friendNamed(), await friendNamed()];
  const [customer, another] = [await createCustomer(db, shop), await createCustomer(db, shop)];
  await give(await tied(friend, customer), friend, customer);
  expect(await give(await tied(friend, customer), friend, customer)).toBeNull();
  expect(await give(await tied(other, customer), other, customer)).toBeNull();
  expect(await give(await tied(friend, another), friend, another)).toBeNull();
  // Who was turned away for the other's sake has not had anything.
  expect(await give(await tied(other, another), other, another)).toBe(code);
});

test("of fifty ties of one customer at the same moment one pays", async () => {
  const customer = await createCustomer(db, shop);
  const friends = await Promise.all(Array.from({ length: 50 }, () => friendNamed()));
  const links = friends.map((_, index) => ({
    id: `00000000-0000-7000-8000-0000000000${String(index).padStart(2, "0")}`,
  }));
  const given = await Promise.all(
    friends.map((friend, index) => give(links[index] as Link, friend, customer)),
  );
  expect(given.filter(Boolean)).toEqual([code]);
});

test("what customer and friend have had is known after both were erased", async () => {
  const [friend, customer] = [await friendNamed(), await createCustomer(db, shop)];
  await give(await tied(friend, customer), friend, customer);
  await db.friend.delete({ where: { id: friend.id } });
  await db.customer.delete({ where: { id: customer.id } });
  const rows = JSON.stringify(await db.afterLinkGift.findMany({ where: { shopId: shop.id } }));
  expect(rows).not.toContain(friend.lineUserId);
  expect(rows).not.toContain(customer.shopifyGid.replace(/\D/g, ""));
  const again = await createFriend(db, channel, { lineUserId: friend.lineUserId });
  const stranger = await createCustomer(db, shop);
  expect(await give(await tied(again, stranger), again, stranger)).toBeNull();
  const { shopifyGid } = customer;
  const back = await createCustomer(db, shop, { shopifyGid });
  const someone = await friendNamed();
  expect(await give(await tied(someone, back), someone, back)).toBeNull();
});

test("a customer who is kept in a merge has had what the other had", async () => {
  const [friend, gone, kept] = [
    await friendNamed(),
    await createCustomer(db, shop),
    await createCustomer(db, shop),
  ];
  await give(await tied(friend, gone), friend, gone);
  await carryGift({
    db,
    shopId: shop.id,
    fromCustomerGid: gone.shopifyGid,
    toCustomerGid: kept.shopifyGid,
  });
  const other = await friendNamed();
  expect(await give(await tied(other, kept), other, kept)).toBeNull();
});

test("another shop gives its own gift to the same person", async () => {
  const [friend, customer] = [await friendNamed(), await createCustomer(db, shop)];
  await give(await tied(friend, customer), friend, customer);
  shop = await createShop(db);
  const elsewhere = await createChannel(db, shop);
  const { lineUserId } = friend;
  const there = await createFriend(db, elsewhere, { lineUserId });
  const { shopifyGid } = customer;
  const customerThere = await createCustomer(db, shop, { shopifyGid });
  expect(await give(await tied(there, customerThere), there, customerThere)).toBe(code);
});

test("a gift whose greeting never went out can be given by the next tie", async () => {
  const [friend, customer] = [await friendNamed(), await createCustomer(db, shop)];
  const link = await tied(friend, customer);
  await planGreeting({ db, shopId: shop.id, link, now });
  await give(link, friend, customer);
  const other = await friendNamed();
  const next = await tied(other, customer);
  expect(await give(next, other, customer)).toBeNull();
  await db.send.updateMany({ where: { subjectId: link.id }, data: { state: "expired" } });
  expect(await give(next, other, customer)).toBe(code);
});

test("the greeting names the friend and the shop, and tells of the gift with the link that applies it", async () => {
  const [friend, customer] = [await friendNamed(), await createCustomer(db, shop)];
  const link = await tied(friend, customer);
  expect(await planGreeting({ db, shopId: shop.id, link, now })).toBe(true);
  const [prepared] = await greeting(link);
  expect(prepared).toMatchObject({ outcome: "send", friendId: friend.id });
  const text = JSON.stringify(prepared);
  expect(text).toContain("花子さん、あおい商店です");
  expect(text).toContain("WELCOME");
  expect(text).toContain("/discount/WELCOME");
});

test("a pair is greeted once for ever, and a friend who was taken over or is not to be greeted never", async () => {
  const [friend, customer] = [await friendNamed(), await createCustomer(db, shop)];
  const plan = async (link: Link) => planGreeting({ db, shopId: shop.id, link, now });
  expect(await plan(await tied(friend, customer))).toBe(true);
  expect(await plan(await tied(friend, customer))).toBe(false);
  const [migrated, known] = [await friendNamed(), await createCustomer(db, shop)];
  expect(await plan({ ...(await tied(migrated, known)), method: "import" })).toBe(false);
  await settings({ greets: false });
  expect(await plan(await tied(migrated, known))).toBe(false);
  expect(await db.send.count({ where: { shopId: shop.id, kind: LINK_GREETING } })).toBe(1);
});

test("who has not added the account is waited for without spending the gift; who left, blocked or is not greeted any more gets nothing", async () => {
  const customer = await createCustomer(db, shop);
  const friend = await friendNamed("花子", "seen");
  const link = await tied(friend, customer);
  await planGreeting({ db, shopId: shop.id, link, now });
  expect(await greeting(link)).toMatchObject([{ outcome: "hold", reason: "not_following" }]);
  await db.friend.update({ where: { id: friend.id }, data: { followState: "blocked" } });
  expect(await greeting(link)).toEqual([{ outcome: "skip", reason: "blocked" }]);
  await db.friend.update({ where: { id: friend.id }, data: { followState: "following" } });
  await settings({ greets: false });
  expect(await greeting(link)).toEqual([{ outcome: "skip", reason: "greeting_off" }]);
  await settings({ greets: true });
  expect(await db.afterLinkGift.count({ where: { shopId: shop.id } })).toBe(0);
  await db.link.delete({ where: { id: link.id } });
  expect(await greeting(link)).toEqual([{ outcome: "skip", reason: "not_linked" }]);
});

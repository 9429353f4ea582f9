import type { Shop } from "@prisma/client";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createShop } from "#tests/factories/shop.ts";
import { startShopify } from "#tests/setup/shopify.ts";

const shopify = await startShopify();
const { db } = await import("#app/platform/database.server.ts");
const { noteStaff } = await import("#app/staff/note-staff.server.ts");
const { listStaff } = await import("#app/staff/list-staff.server.ts");
const { readStaffPreferences } = await import("#app/staff/read-staff-preferences.server.ts");
const { saveStaffPreferences } = await import("#app/staff/save-staff-preferences.server.ts");
const { sessionToken } = await import("#tests/factories/staff-request.ts");

const AT = new Date("2026-11-22T00:00:00Z");
const after = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const { id: userId, firstName, lastName, email } = shopify.shop().staff;
const me = String(userId);
let shop: Shop;

beforeAll(async () => {
  shop = await createShop(db, { domain: shopify.shop().domain });
});
beforeEach(() => db.staff.deleteMany());

async function visit(at: Date, sub = me) {
  const token = await sessionToken({ shop, claims: { sub } });
  return noteStaff({ db, shop, shopifyUserId: sub, sessionToken: token, now: at });
}

test("who comes the first time is known by name, e-mail and language, as Shopify tells them", async () => {
  const { staffId } = await visit(AT);
  expect(await db.staff.findMany()).toMatchObject([
    {
      id: staffId,
      shopId: shop.id,
      shopifyUserId: me,
      name: `${lastName} ${firstName}`,
      email,
      locale: "ja",
      seenAt: AT,
    },
  ]);
  // The token that came with the names is not kept.
  expect(await db.session.count({ where: { isOnline: true } })).toBe(0);
});

test("windows that open at once are one person, who is asked for once", async () => {
  const asked = () => shopify.simulation.requests.list().length;
  const before = asked();
  const ids = await Promise.all([visit(AT), visit(AT), visit(AT)]);
  expect(new Set(ids.map(({ staffId }) => staffId)).size).toBe(1);
  expect(asked() - before).toBe(1);
});

test("being there is written down every five minutes, and the name is asked for anew after a day", async () => {
  await visit(AT);
  await visit(after(4));
  expect((await db.staff.findFirstOrThrow()).seenAt).toEqual(AT);
  await visit(after(6));
  expect((await db.staff.findFirstOrThrow()).seenAt).toEqual(after(6));
  await db.staff.updateMany({ data: { name: "旧姓" } });
  await visit(after(23 * 60));
  expect((await db.staff.findFirstOrThrow()).name).toBe("旧姓");
  await visit(after(25 * 60));
  expect((await db.staff.findFirstOrThrow()).name).toBe(`${lastName} ${firstName}`);
});

test("nobody gets the name that Shopify tells of somebody else", async () => {
  await visit(AT, "4242");
  expect((await db.staff.findFirstOrThrow()).name).toBeNull();
});

test("while Shopify does not say who it is, the person is there without a name, and Shopify is asked again later", async () => {
  const noteUnnamed = (now: Date, token: string) =>
    noteStaff({ db, shop, shopifyUserId: me, sessionToken: token, now });
  await noteUnnamed(AT, "no token");
  await visit(after(5));
  expect((await db.staff.findFirstOrThrow()).name).toBeNull();
  await visit(after(11));
  expect((await db.staff.findFirstOrThrow()).name).not.toBeNull();
});

test("one's own preferences are kept; wrong ones, and those of another shop's staff, are not", async () => {
  const { staffId } = await visit(AT);
  const other = await createShop(db);
  const ours = { db, shopId: shop.id, staffId };
  const preferences = {
    sendKey: "enter" as const,
    playsSound: false,
    showsDesktop: true,
    quietFromMinute: 1_320,
    quietUntilMinute: 480,
  };
  expect(await readStaffPreferences(ours)).toMatchObject({ sendKey: "shift_enter" });
  expect(await saveStaffPreferences({ ...ours, preferences })).toEqual({ outcome: "saved" });
  expect(await readStaffPreferences(ours)).toEqual(preferences);

  const theirs = { ...ours, shopId: other.id };
  expect(await readStaffPreferences(theirs)).toBeNull();
  expect(await saveStaffPreferences({ ...theirs, preferences })).toEqual({
    outcome: "unknown_staff",
  });
  expect(await saveStaffPreferences({ ...ours, preferences: { sendKey: "tab" } })).toEqual({
    outcome: "invalid",
  });
});

test("the list for assignments has everybody of the shop, whoever was here last first, and nobody else's", async () => {
  const first = await visit(AT);
  const last = await visit(after(10), "4242");
  const other = await createShop(db);
  await db.staff.create({ data: { shopId: other.id, shopifyUserId: me, seenAt: AT } });
  const list = await listStaff({ db, shopId: shop.id });
  expect(list.map(({ id }) => id)).toEqual([last.staffId, first.staffId]);
});

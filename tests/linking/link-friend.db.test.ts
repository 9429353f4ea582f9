import type { Channel, Shop } from "@prisma/client";
import { beforeAll, expect, test } from "vitest";
import { optOut } from "#app/friends/opt-out.server.ts";
import { hashCode } from "#app/platform/crypto.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { unlinkFriend } from "#app/linking/unlink-friend.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend, lineUserId } from "#tests/factories/friend.ts";
import { createShop } from "#tests/factories/shop.ts";
import { comeBack, confirm, goOut, openConfirm, openLink } from "./link-flow.ts";

let shop: Shop;
let channel: Channel;

beforeAll(async () => {
  shop = await createShop(db, { storefrontUrl: "https://musubi-shop.example.jp" });
  channel = await createChannel(db, shop);
});

async function linksOf(customerId: string) {
  return db.link.findMany({ where: { customerId }, include: { friend: true } });
}

async function happenings(name: string, linkId: string) {
  const { rows } = await pool.query(
    `SELECT 1 FROM graphile_worker._private_jobs AS jobs
     JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
     WHERE tasks.identifier = $1 AND jobs.payload->>'linkId' = $2`,
    [name, linkId],
  );
  return rows.length;
}

test("a customer who logs in to LINE and confirms is linked, and back where they were", async () => {
  const customer = await createCustomer(db, shop);
  const who = { shop, customer };
  const user = lineUserId();
  const { code, url } = await comeBack(await goOut(who, "/products/kettle?variant=1"), {
    lineUserId: user,
  });
  expect(url.origin + url.pathname).toBe("https://musubi-shop.example.jp/apps/musubi/confirm");

  const page = await openConfirm(who, code);
  expect(page.status).toBe(200);
  expect(await linksOf(customer.id)).toEqual([]);

  const done = await confirm(who, code);
  expect(done.status).toBe(303);
  expect(done.headers.get("location")).toBe(
    "https://musubi-shop.example.jp/products/kettle?variant=1&musubi=linked",
  );
  const [link] = await linksOf(customer.id);
  expect(link?.friend).toMatchObject({
    lineUserId: user,
    channelId: channel.id,
    followState: "following",
    displayName: "結び たろう",
  });
  expect(link?.customerTag).toBe("musubi");
  expect(await happenings("linking.friend-linked", link?.id ?? "")).toBe(1);
  const audit = await db.auditEntry.findMany({
    where: { shopId: shop.id, subject: customer.shopifyGid },
  });
  expect(audit.map(({ actor, action }) => [actor, action])).toEqual([["customer", "link.created"]]);
});

test("the confirmation names both sides masked, the purpose, the policy and how to undo it", async () => {
  const customer = await createCustomer(db, shop, {
    displayName: "山田 花子",
    email: "hanako@example.jp",
  });
  const { code } = await comeBack(await goOut({ shop, customer }), { displayName: "<b>はな</b>" });
  const page = await openConfirm({ shop, customer }, code);
  const html = await page.text();
  expect(html).toContain("山***");
  expect(html).toContain("h***@example.jp");
  expect(html).not.toContain("花子");
  expect(html).not.toContain("<b>");
  expect(html).not.toContain("はな");
  expect(html).toContain("https://profile.line-scdn.net/abc");
  expect(html).toContain("https://musubi-shop.example.jp/policies/privacy-policy");
  for (const word of ["配信停止", "解除", "委託", "連携する"]) expect(html).toContain(word);
  const policy = page.headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("img-src 'self' https://profile.line-scdn.net");
  expect(page.headers.get("cache-control")).toBe("no-store");
});

test("the browser that comes back must be the one that went out", async () => {
  const customer = await createCustomer(db, shop);
  const out = await goOut({ shop, customer });
  await expect(comeBack({ ...out, browserCookie: null })).rejects.toThrow("other_browser");
  const other = await goOut({ shop, customer });
  await expect(comeBack({ ...out, browserCookie: other.browserCookie })).rejects.toThrow(
    "other_browser",
  );
  // The mailed link spoilt nothing for whose it is.
  const { code } = await comeBack(out);
  expect((await confirm({ shop, customer }, code)).status).toBe(303);
});

test("a forged state leads nowhere", async () => {
  await expect(comeBack({ state: "forged", browserCookie: "x".repeat(27) })).rejects.toThrow(
    "unknown",
  );
});

test("a confirmation that was mailed to another customer ties nobody", async () => {
  const attacker = await createCustomer(db, shop);
  const victim = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer: attacker }));
  for (const customer of [victim, null]) {
    expect((await openConfirm({ shop, customer }, code)).status).toBe(403);
    expect((await confirm({ shop, customer }, code)).status).toBe(403);
  }
  expect(await db.link.count({ where: { customerId: { in: [attacker.id, victim.id] } } })).toBe(0);
});

test("whoever logs in to LINE on a mailed way out does not get their LINE tied to the sender", async () => {
  const attacker = await createCustomer(db, shop);
  const victim = await createCustomer(db, shop);
  // The victim's own browser went out with the attacker's attempt and came back with the victim's LINE account.
  const { code } = await comeBack(await goOut({ shop, customer: attacker }));
  expect((await confirm({ shop, customer: victim }, code)).status).toBe(403);
  expect(await db.friend.count({ where: { link: { customerId: attacker.id } } })).toBe(0);
});

test("a confirmation of one shop is unknown to another", async () => {
  const customer = await createCustomer(db, shop);
  const otherShop = await createShop(db);
  const twin = await createCustomer(db, otherShop, { shopifyGid: customer.shopifyGid });
  const { code } = await comeBack(await goOut({ shop, customer }));
  expect((await confirm({ shop: otherShop, customer: twin }, code)).status).toBe(404);
});

test.each(["", "forged", "'; DROP TABLE link; --", "x".repeat(10_000)])(
  "the confirm code %j is refused with a page that helps",
  async (code) => {
    const customer = await createCustomer(db, shop);
    const answer = await confirm({ shop, customer }, code);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("/apps/musubi/link?");
  },
);

test("an expired confirmation is refused, and starting again is offered", async () => {
  const customer = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer }));
  await db.loginAttempt.update({
    where: { confirmHash: hashCode(code) },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  for (const answer of [
    await openConfirm({ shop, customer }, code),
    await confirm({ shop, customer }, code),
  ]) {
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain("もう一度はじめから連携する");
  }
  expect(await linksOf(customer.id)).toEqual([]);
});

test("twenty confirmations at the same moment make one link, one happening and twenty successes", async () => {
  const customer = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer }));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => confirm({ shop, customer }, code)),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([303]));
  const links = await linksOf(customer.id);
  expect(links).toHaveLength(1);
  expect(await happenings("linking.friend-linked", links[0]?.id ?? "")).toBe(1);
  expect(await db.auditEntry.count({ where: { subject: customer.shopifyGid } })).toBe(1);
});

test("two tabs that went out side by side both come back, to one link", async () => {
  const customer = await createCustomer(db, shop);
  const user = lineUserId();
  const [one, two] = [await goOut({ shop, customer }), await goOut({ shop, customer })];
  const codes = [
    await comeBack(one, { lineUserId: user }),
    await comeBack(two, { lineUserId: user }),
  ];
  const answers = await Promise.all(codes.map(({ code }) => confirm({ shop, customer }, code)));
  expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
  expect(await linksOf(customer.id)).toHaveLength(1);
});

test("a used confirmation does not tie again after unlinking", async () => {
  const customer = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer }));
  await confirm({ shop, customer }, code);
  const [link] = await linksOf(customer.id);
  await unlinkFriend({
    db,
    shopId: shop.id,
    linkId: link?.id ?? "",
    actor: "staff:1",
    now: new Date(),
  });
  expect((await confirm({ shop, customer }, code)).status).toBe(410);
  expect(await linksOf(customer.id)).toEqual([]);
});

test("a LINE account of another customer is refused without a word about that customer", async () => {
  const owner = await createCustomer(db, shop, {
    displayName: "秘密 太郎",
    email: "himitsu@example.jp",
  });
  const user = lineUserId();
  const first = await comeBack(await goOut({ shop, customer: owner }), { lineUserId: user });
  await confirm({ shop, customer: owner }, first.code);
  const customer = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer }), { lineUserId: user });
  const answer = await confirm({ shop, customer }, code);
  expect(answer.status).toBe(409);
  const html = await answer.text();
  expect(html).toContain("別のお客様アカウント");
  expect(html).not.toMatch(/秘密|himitsu|太郎/);
  expect(await linksOf(customer.id)).toEqual([]);
});

test("a customer who is tied to another LINE account keeps that one", async () => {
  const customer = await createCustomer(db, shop);
  const [one, two] = [await goOut({ shop, customer }), await goOut({ shop, customer })];
  const [kept, late] = [await comeBack(one), await comeBack(two)];
  await confirm({ shop, customer }, kept.code);
  const answer = await confirm({ shop, customer }, late.code);
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain("別のLINEアカウント");
  expect(await linksOf(customer.id)).toHaveLength(1);
});

test("two customers who claim one LINE account at the same moment: one gets it", async () => {
  const customers = [await createCustomer(db, shop), await createCustomer(db, shop)];
  const user = lineUserId();
  const codes: string[] = [];
  for (const customer of customers) {
    codes.push((await comeBack(await goOut({ shop, customer }), { lineUserId: user })).code);
  }
  const answers = await Promise.all(
    customers.map((customer, index) => confirm({ shop, customer }, codes[index] ?? "")),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
  expect(await db.link.count({ where: { friend: { lineUserId: user } } })).toBe(1);
});

test("what a friend opted out of outlives unlinking and linking again", async () => {
  const customer = await createCustomer(db, shop);
  const user = lineUserId();
  const friend = await createFriend(db, channel, { lineUserId: user });
  await optOut({
    db,
    shopId: shop.id,
    friendId: friend.id,
    kind: "recovery",
    via: "keyword",
    now: new Date(),
  });
  for (const round of [1, 2]) {
    const { code } = await comeBack(await goOut({ shop, customer }), { lineUserId: user });
    expect((await confirm({ shop, customer }, code)).status, `round ${round}`).toBe(303);
    const [link] = await linksOf(customer.id);
    await unlinkFriend({
      db,
      shopId: shop.id,
      linkId: link?.id ?? "",
      actor: "customer",
      now: new Date(),
    });
  }
  expect(await db.optOut.count({ where: { friendId: friend.id } })).toBe(1);
});

test("a deleted customer cannot be linked", async () => {
  const customer = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer }));
  await db.customer.update({ where: { id: customer.id }, data: { deletedAt: new Date() } });
  expect((await confirm({ shop, customer }, code)).status).toBe(409);
});

test("a linked customer who opens the link again sees the link, and begins nothing", async () => {
  const customer = await createCustomer(db, shop);
  const { code } = await comeBack(await goOut({ shop, customer }));
  await confirm({ shop, customer }, code);
  const before = await db.loginAttempt.count();
  const page = await openLink({ shop, customer });
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain("結***");
  expect(html).toContain("連携を解除する");
  expect(await db.loginAttempt.count()).toBe(before);
});

test("no LINE name outlives its attempt: gone once used, and a day after it was left lying", async () => {
  const customer = await createCustomer(db, shop);
  const left = await comeBack(await goOut({ shop, customer }));
  const used = await comeBack(await goOut({ shop, customer }));
  await confirm({ shop, customer }, used.code);
  const attempt = (code: string) =>
    db.loginAttempt.findUnique({ where: { confirmHash: hashCode(code) } });
  expect(await attempt(used.code)).toMatchObject({ lineDisplayName: null, linePictureUrl: null });
  await db.loginAttempt.update({
    where: { confirmHash: hashCode(left.code) },
    data: { expiresAt: new Date(Date.now() - 25 * 60 * 60_000) },
  });
  await openLink({ shop, customer: await createCustomer(db, shop) });
  expect(await attempt(left.code)).toBeNull();
});

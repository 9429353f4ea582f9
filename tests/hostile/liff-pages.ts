import type { Channel, Customer, Friend, Shop } from "@prisma/client";
import { randomCode, hashCode, seal } from "#app/platform/crypto.server.ts";
import { db } from "#app/platform/database.server.ts";
import { linkCodeOf } from "#app/linking/liff/link-code.server.ts";
import { emailContext } from "#app/linking/liff/identify-liff-visitor.server.ts";
import { SignJWT } from "jose";
import { lineUserId as newLineUserId, createFriend } from "#tests/factories/friend.ts";
import type { LineAccount } from "#tests/setup/line.ts";

/**
 * A shop's LIFF app with two browsers in which LINE has said who is there: somebody who is linked to nobody, and has
 * asked for a code and proved to be a customer who is not linked; and the friend who is linked to them.
 */
export async function openLiffPages(options: {
  shop: Shop;
  channel: Channel;
  account: LineAccount;
  friend: Friend;
  customer: Customer;
  /** Linked to nobody */
  loose: Customer;
}) {
  const { shop, channel, account, friend, customer, loose } = options;
  const at = { shopId: shop.id, channelId: channel.id };
  const liffId = `${account.login.channelId}-abcdEF12`;
  await db.linkSettings.upsert({
    where: { shopId: shop.id },
    create: { shopId: shop.id, liffId },
    update: { liffId },
  });
  const lineUserId = newLineUserId();
  await createFriend(db, channel, { lineUserId });
  const soon = { expiresAt: new Date(Date.now() + 1_800_000) };

  async function open(userId: string): Promise<string> {
    const browser = randomCode();
    await db.liffSession.create({
      data: {
        ...at,
        ...soon,
        browserHash: hashCode(browser),
        idTokenHash: hashCode(randomCode()),
        lineUserId: userId,
        sealedEmail: seal(customer.email ?? "", emailContext(shop.id, userId)),
        identifiedAt: new Date(),
      },
    });
    return browser;
  }
  const claim = { ...at, ...soon, lineUserId, customerId: customer.id, locale: "ja" };
  const proved = await db.linkProof.create({
    data: {
      ...claim,
      customerId: loose.id,
      createdAt: new Date(Date.now() - 1_000),
      provedAt: new Date(),
    },
  });
  const asked = await db.linkProof.create({ data: { ...claim, createdAt: new Date() } });
  const seconds = Math.floor(Date.now() / 1_000);
  const idToken = await new SignJWT({ iss: "https://access.line.me", aud: account.login.channelId })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(lineUserId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 3_600)
    .sign(Buffer.from(account.login.channelSecret));
  return {
    idToken,
    browser: await open(lineUserId),
    memberBrowser: await open(friend.lineUserId),
    proved: proved.id,
    asked: asked.id,
    code: linkCodeOf(asked.id),
  };
}

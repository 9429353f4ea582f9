import type { Customer, Friend, Link, Shop } from "@prisma/client";
import type { DueSend, Prepared, Programme } from "#app/messages/programme.ts";
import { LEDGER_REASONS } from "#app/messages/send.ts";
import type { Db } from "#app/platform/db.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { giveGift } from "./give-gift.server.ts";
import { giftUrl, greetingText, LINK_GREETING } from "./link-greeting.ts";
import { type LinkSettings, readLinkSettings } from "./read-link-settings.server.ts";
import { storefrontUrl } from "./storefront-url.ts";

/** Who adds the account right after the login is greeted within a minute; asked more often, nobody is sooner. */
const MIN_HOLD_MS = 60_000;

/**
 * What a friend is told when they are tied. No consent is asked: it answers what they did a moment ago, or tells what
 * staff did with their account, and no hours hold it, since they are looking at their phone.
 */
export function createLinkGreetingProgramme({ db }: { db: Db }): Programme {
  return {
    kind: LINK_GREETING,
    consentKind: null,
    async prepare({ shopId, sends, now }) {
      const [shop, settings, links] = await Promise.all([
        db.shop.findUniqueOrThrow({ where: { id: shopId } }),
        readLinkSettings({ db, shopId }),
        db.link.findMany({
          where: { shopId, id: { in: sends.flatMap(({ subjectId }) => subjectId ?? []) } },
          include: { friend: true, customer: true },
        }),
      ]);
      const linkOf = new Map(links.map((link) => [link.id, link]));
      const prepared = new Map<string, Prepared>();
      for (const send of sends) {
        const link = linkOf.get(send.subjectId ?? "");
        prepared.set(send.id, await prepareOne({ db, shop, settings, send, link, now }));
      }
      return prepared;
    },
  };
}

async function prepareOne(options: {
  db: Db;
  shop: Shop;
  settings: LinkSettings;
  send: DueSend;
  link: (Link & { friend: Friend; customer: Customer }) | undefined;
  now: Date;
}): Promise<Prepared> {
  const { db, shop, settings, send, link, now } = options;
  // Untied again before it went, or moved to another customer by a merge.
  if (!link) return { outcome: "skip", reason: "not_linked" };
  if (!settings.greets) return { outcome: "skip", reason: "greeting_off" };
  const { friend, customer } = link;
  if (friend.followState === "blocked") {
    return { outcome: "skip", reason: LEDGER_REASONS.blocked };
  }
  if (friend.followState !== "following") {
    // Those who log in may add the account a little later: asked again after as long as it has waited already.
    const waited = Math.max(now.getTime() - send.dueAt.getTime(), MIN_HOLD_MS);
    const until = new Date(now.getTime() + waited);
    return { outcome: "hold", until, reason: LEDGER_REASONS.notFollowing };
  }
  const code = settings.giftCode
    ? await giveGift({
        db,
        shopId: shop.id,
        linkId: link.id,
        customerGid: customer.shopifyGid,
        lineUserId: friend.lineUserId,
        code: settings.giftCode,
        now,
      })
    : null;
  const text = greetingText({
    text: settings.greetingText,
    name: friend.displayName ?? customer.displayName,
    shopName: shop.name,
    gift: code ? { code, url: giftUrl(storefrontUrl(shop), code) } : null,
    locale: toLocale(shop.locale),
  });
  return { outcome: "send", friendId: friend.id, messages: [{ type: "text", text }] };
}

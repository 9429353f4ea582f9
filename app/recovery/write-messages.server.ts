import type pg from "pg";
import { preferencesUrl } from "#app/friends/preferences-url.ts";
import { createTrackedLinks } from "#app/links/create-tracked-links.server.ts";
import type { Prepared } from "#app/messages/programme.ts";
import { env } from "#app/platform/env.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import type { FoundCase, FoundStep } from "./batch-queries.server.ts";
import type { Batch } from "./read-batch.server.ts";
import { addMinutes } from "./recovery-clock.ts";
import { LINKS_LIVE_MINUTES, type OpenLine, planLinks } from "./recovery-links.ts";
import { buildRecoveryMessage } from "./recovery-message.ts";
import { recoveryContent } from "./recovery-step.ts";
import { inOutsideBrowser } from "./recovery-urls.ts";

/** A step that is to go now. */
export type ReadyStep = {
  sendId: string;
  checkout: FoundCase["checkout"];
  step: FoundStep;
  friend: NonNullable<FoundCase["friend"]>;
  recipientName: string | null;
  lines: OpenLine[];
};

/** Writes the messages of steps that are to go, and stores all that they lead to in one statement. */
export async function writeMessages(options: {
  pool: pg.Pool;
  shopId: string;
  shop: Batch["shop"];
  ready: ReadyStep[];
  now: Date;
}): Promise<[sendId: string, Prepared][]> {
  const { pool, shopId, shop, ready, now } = options;
  // Parsed once for a step, not for each of its messages.
  const steps = new Map(ready.map(({ step }) => [step.id, step]));
  const contents = new Map(
    [...steps].map(([id, { content }]) => [id, recoveryContent.parse(content)]),
  );
  const drafts = ready.map((each) => {
    const content = contents.get(each.step.id)!;
    const links = planLinks({
      recoveryUrl: each.checkout.recoveryUrl,
      lines: each.lines,
      storefrontUrl: shop.storefrontUrl ?? `https://${shop.domain}`,
      preferencesUrl: preferencesUrl({
        appUrl: env().SHOPIFY_APP_URL,
        code: each.friend.preferencesCode,
        stop: "recovery",
      }),
      parameters: content.queryParameters,
    });
    const products = links.products.filter((link) => link !== null);
    return { ...each, content, links, targets: [links.checkout, links.preferences, ...products] };
  });
  const expiresAt = addMinutes(now, LINKS_LIVE_MINUTES);
  const urls = await createTrackedLinks({
    pool,
    shopId,
    links: drafts.map(({ targets, sendId, checkout }) => ({
      targets,
      sendId,
      checkoutId: checkout.id,
      expiresAt,
    })),
  });
  return drafts.map((draft, index) => {
    const { sendId, checkout, friend, recipientName, lines, content, links, targets } = draft;
    const urlOf = new Map(targets.map((target, place) => [target, urls[index]![place]!]));
    const message = buildRecoveryMessage({
      content,
      items: lines.map((line, place) => ({
        name: line.title,
        variant: line.variantTitle,
        price: line.price,
        quantity: line.quantity,
        imageUrl: line.imageUrl,
        url: urlOf.get(links.products[place]!) ?? null,
      })),
      currency: checkout.currency,
      recipientName,
      urls: {
        checkout: inOutsideBrowser(urlOf.get(links.checkout)!),
        preferences: urlOf.get(links.preferences)!,
      },
      locale: toLocale(shop.locale),
    });
    return [sendId, { outcome: "send", friendId: friend.id, messages: [message] }];
  });
}

import type { Shop } from "@prisma/client";
import type pg from "pg";
import { readChannel } from "#app/channels/read-channel.server.ts";
import { pushBytes } from "#app/line/push.server.ts";
import { createTrackedLinks } from "#app/links/create-tracked-links.server.ts";
import { sendNow, type SentNow } from "#app/messages/send-now.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import type { SampleProduct } from "#app/shopify/operations/read-sample-products.server.ts";
import { addMinutes } from "./recovery-clock.ts";
import { errorsOf, type FormErrors } from "./recovery-form.ts";
import { LINKS_LIVE_MINUTES } from "./recovery-links.ts";
import { recoveryContent } from "./recovery-step.ts";
import { withParameters } from "./recovery-urls.ts";
import { buildSampleMessage } from "./sample-message.ts";

/** Enough lines that the note shows. */
const SAMPLE_LINES = 3;

export type RecoveryTest =
  | SentNow
  | { outcome: "refused"; errors: FormErrors }
  /** No LINE account is connected. */
  | { outcome: "not_connected" }
  /** Nobody has proved the set-up with their own LINE yet, so there is no address. */
  | { outcome: "no_address" };

/**
 * Sends what stands in the editor, saved or not, to the merchant's own LINE: of the store's own products, every link
 * to the store.
 */
export async function sendRecoveryTest(options: {
  db: Db;
  pool: pg.Pool;
  shop: Pick<Shop, "id" | "domain" | "locale" | "currency" | "storefrontUrl">;
  /** Checked like a saved one. */
  content: unknown;
  products: SampleProduct[];
  now: Date;
  realNow: Date;
}): Promise<RecoveryTest> {
  const { db, pool, shop, products, now, realNow } = options;
  const content = recoveryContent.safeParse(options.content);
  if (!content.success) return { outcome: "refused", errors: errorsOf(content.error) };
  const channel = await readChannel({ db, shopId: shop.id });
  if (!channel) return { outcome: "not_connected" };
  if (!channel.testLineUserId) return { outcome: "no_address" };
  const locale = toLocale(shop.locale);
  const targetUrl = withParameters(
    shop.storefrontUrl ?? `https://${shop.domain}`,
    content.data.queryParameters,
  );
  // A URL of LINE's holds 1,000 characters; with all parameters the store's may be longer. No send: taps are not counted.
  const [[url = targetUrl] = []] = await createTrackedLinks({
    pool,
    shopId: shop.id,
    links: [
      {
        targets: [{ kind: "product", url: targetUrl, fallbackUrl: null }],
        sendId: null,
        checkoutId: null,
        expiresAt: addMinutes(now, LINKS_LIVE_MINUTES),
      },
    ],
  });
  const message = buildSampleMessage({
    content: content.data,
    products,
    count: SAMPLE_LINES,
    currency: shop.currency,
    recipientName: channel.testDisplayName,
    url,
    locale,
  });
  return sendNow({
    pool,
    shopId: shop.id,
    credentials: channel.credentials,
    lineUserId: channel.testLineUserId,
    messages: [message],
    pushBytes,
    now,
    realNow,
  });
}

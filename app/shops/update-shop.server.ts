import { z } from "zod";
import type { Db } from "#app/platform/db.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { payloadId, payloadText, payloadTime } from "#app/shopify/webhook-payload.ts";

const shopPayload = z.object({
  id: payloadId,
  name: payloadText,
  domain: payloadText,
  iana_timezone: payloadText,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .catch(null),
  country_code: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .catch(null),
  primary_locale: payloadText,
  updated_at: payloadTime,
});

/**
 * Takes name, zone, currency, language and address from a `shop/update` webhook. What it does not tell stays.
 *
 * @returns `stale` when something newer was read
 */
export async function updateShop(options: {
  db: Db;
  shopId: string;
  payload: unknown;
  occurredAt: Date | null;
  receivedAt: Date;
}): Promise<{ outcome: "updated" | "stale" | "ignored" }> {
  const { db, shopId } = options;
  const { data } = shopPayload.safeParse(options.payload);
  if (!data) return { outcome: "ignored" };
  const toldAt = data.updated_at ?? options.occurredAt ?? options.receivedAt;
  const { count } = await db.shop.updateMany({
    where: { id: shopId, OR: [{ detailsReadAt: null }, { detailsReadAt: { lte: toldAt } }] },
    data: {
      shopifyGid: data.id ? `gid://shopify/Shop/${data.id}` : undefined,
      name: data.name ?? undefined,
      timeZone: isTimeZone(data.iana_timezone) ? data.iana_timezone : undefined,
      currency: data.currency ?? undefined,
      country: data.country_code ?? undefined,
      locale: data.primary_locale ? toLocale(data.primary_locale) : undefined,
      storefrontUrl: data.domain ? `https://${data.domain}` : undefined,
      detailsReadAt: toldAt,
    },
  });
  return { outcome: count ? "updated" : "stale" };
}

/** Sending hours are reckoned in this zone, so one that the runtime does not know is not taken. */
function isTimeZone(name: string | null): name is string {
  if (!name) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

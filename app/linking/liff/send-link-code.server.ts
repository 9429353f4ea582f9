import type { LinkProof, Shop } from "@prisma/client";
import { sendMail } from "#app/mail/send-mail.server.ts";
import { unseal } from "#app/platform/crypto.server.ts";
import type { Database } from "#app/platform/db.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { log } from "#app/platform/log.server.ts";
import { takeRate } from "#app/platform/take-rate.server.ts";
import { ShopAccessError } from "#app/shopify/admin-client.server.ts";
import { addressContext } from "./ask-for-code.server.ts";
import { findCustomerByAddress } from "./find-customer-by-address.server.ts";
import { linkAddressSchema } from "./link-address.ts";
import { writeCodeMail } from "./code-mail.server.ts";
import { linkCodeOf } from "./link-code.server.ts";
import { mailLimits } from "./link-limits.ts";

/**
 * Looks up whom a claim is of, and sends the code to the e-mail address that Shopify has of them, whatever was typed.
 * Who asked hears of none of it.
 *
 * @throws when Shopify or the mail server does not answer: it is tried again, with the same code
 */
export async function sendLinkCode(options: {
  db: Database;
  shopId: string;
  proofId: string;
  now: Date;
  realTime: Date;
}): Promise<{ outcome: "sent" | "over" | "nobody" | "refused" }> {
  const { db, shopId, proofId, realTime } = options;
  const [shop, proof] = await Promise.all([
    db.shop.findUniqueOrThrow({ where: { id: shopId } }),
    db.linkProof.findFirst({ where: { id: proofId, shopId, provedAt: null, usedAt: null } }),
  ]);
  if (!proof || proof.expiresAt <= realTime) return { outcome: "over" };
  const claimed = proof.sealedAddress
    ? await lookUp({ ...options, shop, proof, sealed: proof.sealedAddress })
    : proof.customerId;
  if (!claimed) return { outcome: "nobody" };
  const customer = await db.customer.findFirst({ where: { id: claimed, shopId, deletedAt: null } });
  if (!customer?.email) return { outcome: "nobody" };
  const mail = writeCodeMail({
    locale: toLocale(proof.locale),
    shopName: shop.name,
    code: linkCodeOf(proofId),
  });
  const { outcome } = await sendMail({
    id: proofId,
    to: customer.email,
    fromName: shop.name,
    ...mail,
  });
  return { outcome: outcome === "sent" ? "sent" : "refused" };
}

/** Whom a claim is of, written down; what was typed is forgotten. Null: nobody whom a mail can reach, or not so often. */
async function lookUp(options: {
  db: Database;
  shop: Shop;
  proof: LinkProof;
  sealed: string;
  now: Date;
  realTime: Date;
}): Promise<string | null> {
  const { db, shop, proof, sealed, now, realTime } = options;
  const address = linkAddressSchema.parse(JSON.parse(unseal(sealed, addressContext(proof.id))));
  const customer = await findCustomerByAddress({ db, shop, address, now }).catch((err: unknown) => {
    if (!(err instanceof ShopAccessError)) throw err;
    log.warn({ err, shop: shop.domain }, "A customer could not be looked for: no access");
    return null;
  });
  const rate =
    customer?.email &&
    (await takeRate({ db, shopId: shop.id, limits: mailLimits(customer.id), realTime }));
  const customerId = rate && rate.outcome === "taken" ? customer.id : null;
  await db.linkProof.updateMany({
    where: { id: proof.id, shopId: shop.id },
    data: { customerId, sealedAddress: null },
  });
  return customerId;
}

import type { Shop } from "@prisma/client";
import type { Database } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n.ts";
import { log } from "#app/platform/log.server.ts";
import { takeRate } from "#app/platform/take-rate.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { endProofs } from "./ask-for-code.server.ts";
import type { LiffVisitor } from "./authenticate-liff.server.ts";
import { findCustomerByAddress } from "./find-customer-by-address.server.ts";
import { CODE_LIFE_MS } from "./link-code.server.ts";
import { lineEmailLimits } from "./link-limits.ts";

export type LineEmailOutcome =
  | { outcome: "proved" }
  /** No customer has it. Its owner may be told: LINE has verified that it is theirs. */
  | { outcome: "nobody" }
  /** LINE was not allowed to tell the address. */
  | { outcome: "no_email" }
  | { outcome: "limited"; retryAfterSeconds: number }
  | { outcome: "unclear" };

/** Takes LINE's word for the e-mail address: the customer who has the same one needs no code. */
export async function proveByLineEmail(options: {
  db: Database;
  shop: Shop;
  channelId: string;
  visitor: LiffVisitor;
  ip: string | null;
  locale: Locale;
  now: Date;
  realTime: Date;
}): Promise<LineEmailOutcome> {
  const { db, shop, channelId, visitor, ip, locale, now, realTime } = options;
  const { lineUserId, email } = visitor;
  if (!email) return { outcome: "no_email" };
  const shopId = shop.id;
  const limits = lineEmailLimits({ lineUserId, ip });
  const rate = await takeRate({ db, shopId, limits, realTime });
  if (rate.outcome === "limited") return rate;
  const count = (step: "started" | "proved") =>
    countLinkStep({ db, shopId, method: "form", step, now });
  await count("started");
  const address = { kind: "email" as const, value: email.toLowerCase() };
  const customer = await findCustomerByAddress({ db, shop, address, now }).catch((err: unknown) => {
    log.warn({ err, shop: shop.domain }, "A customer could not be looked for");
    return undefined;
  });
  if (customer === undefined) return { outcome: "unclear" };
  if (!customer) return { outcome: "nobody" };
  await db.$transaction(async (tx) => {
    await endProofs({ db: tx, shopId, channelId, lineUserId, realTime });
    await tx.linkProof.create({
      data: {
        shopId,
        channelId,
        lineUserId,
        customerId: customer.id,
        locale,
        createdAt: realTime,
        provedAt: realTime,
        expiresAt: new Date(realTime.getTime() + CODE_LIFE_MS),
      },
    });
  });
  await count("proved");
  return { outcome: "proved" };
}

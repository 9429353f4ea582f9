import type pg from "pg";
import { checkoutLineItem, type CheckoutLineItem } from "#app/checkouts/checkout.ts";
import type { Prepared, Programme } from "#app/messages/programme.ts";
import { readVariants, type ReadVariant } from "#app/shopify/operations/read-variants.server.ts";
import { RECOVERY } from "./plan-recovery.server.ts";
import { type Case, readBatch } from "./read-batch.server.ts";
import type { OpenLine } from "./recovery-links.ts";
import { judgeStep } from "./recovery-rules.ts";
import { type ReadyStep, writeMessages } from "./write-messages.server.ts";

/**
 * Cart recovery as the ledger asks it: is this step still to go, and with what message?
 *
 * @param options.read how stock, pictures and pages are read: from Shopify, unless a test says otherwise
 */
export function createRecoveryProgramme(options: {
  pool: pg.Pool;
  read?: typeof readVariants;
}): Programme {
  const { pool, read = readVariants } = options;
  return {
    kind: RECOVERY,
    consentKind: "recovery",
    async prepare({ shopId, sends, now }) {
      const { shop, rules, cases } = await readBatch({ pool, shopId, sends, now });
      const answers = new Map<string, Prepared>();
      const going: (Case & { lines: CheckoutLineItem[] })[] = [];
      for (const each of cases) {
        const verdict = judgeStep(each.facts, rules, now);
        if (verdict.outcome === "go") going.push({ ...each, lines: readLines(each) });
        else answers.set(each.send.id, verdict);
      }
      // Stock is asked only for what would go now: it may change while a step is held.
      const variantIds = going.flatMap(({ lines }) =>
        lines.flatMap((line) => line.variantId ?? []),
      );
      const variants = await read({ shopDomain: shop.domain, variantIds });
      const ready: ReadyStep[] = [];
      for (const each of going) {
        const lines = openLines(each.lines, variants);
        if (lines.length > 0) ready.push(readyStep(each, lines));
        else answers.set(each.send.id, { outcome: "skip", reason: "out_of_stock" });
      }
      for (const [sendId, prepared] of await writeMessages({ pool, shopId, shop, ready, now })) {
        answers.set(sendId, prepared);
      }
      return answers;
    },
  };
}

/** Lines that can't be read are left out: one odd row must not hold up the batch. */
function readLines({ found }: Case): CheckoutLineItem[] {
  const lines: unknown = found?.checkout.lineItems;
  if (!Array.isArray(lines)) return [];
  return lines
    .flatMap((line) => checkoutLineItem.safeParse(line).data ?? [])
    .filter((line) => line.quantity > 0);
}

/** What can still be bought. A line that is no product of the store has no stock to ask for. */
function openLines(lines: CheckoutLineItem[], variants: Map<string, ReadVariant>): OpenLine[] {
  return lines.flatMap((line) => {
    if (line.variantId === null) return [{ ...line, imageUrl: null, pageUrl: null }];
    const variant = variants.get(line.variantId);
    if (!variant?.isAvailable) return [];
    return [{ ...line, imageUrl: variant.imageUrl, pageUrl: variant.pageUrl }];
  });
}

/** @throws Error when the rules let go what they must not: a step without its checkout or a friend */
function readyStep({ send, found, step }: Case, lines: OpenLine[]): ReadyStep {
  const friend = found?.friend;
  if (!friend || !step) {
    throw new Error(`Send ${send.id} may not go without checkout, step and friend.`);
  }
  const recipientName = found.customerName || friend.displayName;
  return { sendId: send.id, checkout: found.checkout, step, friend, recipientName, lines };
}

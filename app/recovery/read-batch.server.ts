import type pg from "pg";
import type { DueSend } from "#app/messages/programme.ts";
import { isBeforeActivation } from "./recovery-clock.ts";
import {
  type FoundCase,
  type FoundStep,
  readCases,
  readProgramme,
} from "./batch-queries.server.ts";
import type { RecoveryRules, StepFacts } from "./recovery-rules.ts";

/** One due send with all that its judgement and its message need, Shopify's answers aside. */
export type Case = {
  send: DueSend;
  facts: StepFacts;
  step: FoundStep | null;
  /** Null when the checkout is gone. */
  found: FoundCase | null;
};

export type Batch = {
  shop: { domain: string; locale: string; storefrontUrl: string | null };
  rules: RecoveryRules | null;
  cases: Case[];
};

/** Reads what is known about a batch of one shop's due sends, in a number of queries that does not grow with it. */
export async function readBatch(options: {
  pool: pg.Pool;
  shopId: string;
  sends: DueSend[];
  now: Date;
}): Promise<Batch> {
  const { pool, shopId, sends, now } = options;
  const [{ shop, rules, steps }, found] = await Promise.all([
    readProgramme(pool, shopId),
    readCases({ pool, shopId, sends, now }),
  ]);
  const mayStillGo = (later: FoundCase["laterSends"][number]) => {
    if (later.mayHaveArrived) return true;
    const step = later.partId ? steps.get(later.partId) : undefined;
    return Boolean(step?.isOn && rules && !isBeforeActivation(new Date(later.dueAt), rules, step));
  };

  const cases = sends.map((send): Case => {
    const step = (send.partId && steps.get(send.partId)) || null;
    const each = found.get(send.id) ?? null;
    const facts: StepFacts = {
      dueAt: send.dueAt,
      step,
      checkout: each && {
        updatedAt: each.checkout.updatedAt,
        isDeleted: each.checkout.isDeleted,
        isEmpty: each.checkout.itemCount === 0,
        hasCustomer: each.checkout.customerGid !== null,
      },
      isOrdered: each?.isOrdered ?? false,
      hasNewerCheckout: each?.hasNewerCheckout ?? false,
      hasLaterStep: each?.laterSends.some(mayStillGo) ?? false,
      friend: each?.friend ?? null,
    };
    return { send, facts, step, found: each };
  });
  return { shop, rules, cases };
}

import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countLinkStep } from "./count-link-step.server.ts";
import type { LinkMethod } from "./link-method.ts";

type Offer = { shopId: string; method: LinkMethod };

/** Offers are counted on every page view of a storefront, all in one row a day: written together, at most so late. */
const FLUSH_AFTER_MS = 1_000;

const waiting = new Map<string, Offer & { times: number }>();
let flushing: Promise<void> | null = null;

/**
 * Counts that a way to link was shown to somebody who is not linked. Returns at once: a page view neither waits for the
 * count nor fails with it, and a process that is killed loses a second of it.
 */
export function countOffer(options: Offer & { db: Db; now: () => Date }): void {
  const { db, shopId, method, now } = options;
  const key = `${shopId} ${method}`;
  const offer = waiting.get(key) ?? { shopId, method, times: 0 };
  waiting.set(key, { ...offer, times: offer.times + 1 });
  flushing ??= new Promise((done) => {
    setTimeout(() => {
      flushing = null;
      void flush(db, now()).finally(done);
    }, FLUSH_AFTER_MS);
  });
}

/** Until what was counted so far stands in the database. */
export async function offersCounted(): Promise<void> {
  await flushing;
}

async function flush(db: Db, now: Date): Promise<void> {
  const offers = [...waiting.values()];
  waiting.clear();
  for (const { times, shopId, method } of offers) {
    try {
      await countLinkStep({ db, shopId, method, step: "offered", times, now });
    } catch (err) {
      log.warn({ err }, "Offers to link could not be counted");
    }
  }
}

import type { CustomerSync, Prisma, Shop } from "@prisma/client";
import type pg from "pg";
import type { Database, Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { adminClient, ShopAccessError } from "#app/shopify/admin-client.server.ts";
import { readBulkOperation } from "#app/shopify/operations/read-bulk-operation.server.ts";
import { ALL_CUSTOMERS } from "#app/shopify/operations/read-customers.server.ts";
import { runBulkQuery } from "#app/shopify/operations/run-bulk-query.server.ts";
import { BulkResultGoneError } from "#app/shopify/stream-bulk-lines.server.ts";
import {
  BUSY_PAUSE_MS,
  LEASE_MS,
  LOOK_EVERY_MS,
  pauseAfter,
  SWEEP_EVERY_MS,
  wantsWhole,
} from "./customer-sync.ts";
import { buryMissingCustomers } from "./bury-missing-customers.server.ts";
import { loadCustomers } from "./load-customers.server.ts";
import { type Swept, sweepCustomers } from "./sweep-customers.server.ts";

type Step = { db: Database; pool: pg.Pool; shop: Shop; sync: CustomerSync; now: () => Date };

/** What else happens, in the transaction that recorded it. */
type Door = {
  /** Customers were read; null: all of them were */
  onRead: (tx: Db, customers: Swept[] | null) => Promise<void>;
  /** Customers are gone without a webhook's word */
  onGone: (tx: Db, customerGids: string[]) => Promise<void>;
};

/**
 * Takes the reading of a shop's customers one step on: asks Shopify for all of them, looks how far it is, loads what it
 * wrote, or looks for what webhooks missed since. Each step is stored in the shop's row, so that whoever comes next goes
 * on from there; done twice, it does no harm.
 *
 * @returns what came of it, for the log; `failed` is told in the row, and tried again later
 * @throws when Shopify cannot be reached: the row's time comes again
 */
export async function advanceCustomerSync(options: {
  db: Database;
  pool: pg.Pool;
  shopId: string;
  now: () => Date;
  door: Door;
}): Promise<
  "gone" | "started" | "busy" | "running" | "loading" | "loaded" | "swept" | "too_many" | "failed"
> {
  const { db, pool, shopId, now, door } = options;
  const row = await db.customerSync.findUnique({ where: { shopId }, include: { shop: true } });
  if (!row || row.shop.uninstalledAt) return "gone";
  const { shop, ...sync } = row;
  const step: Step = { db, pool, shop, sync, now };
  try {
    if (wantsWhole(sync, shop, now())) return await begin(step);
    if (sync.state === "running") return await look(step, door);
    return await sweep(step, door);
  } catch (error) {
    if (error instanceof ShopAccessError) return fail(step, "no_access");
    if (error instanceof BulkResultGoneError) return fail(step, "expired");
    throw error;
  }
}

async function begin(step: Step) {
  const { shop, now } = step;
  const client = await adminClient({ shopDomain: shop.domain });
  const run = await runBulkQuery(client, { query: ALL_CUSTOMERS });
  if (run.outcome === "refused") {
    log.warn({ shop: shop.domain, message: run.message }, "Shopify refuses to read all customers");
    return fail(step, "refused");
  }
  if (run.outcome === "busy") {
    await write(step, { dueAt: later(now, BUSY_PAUSE_MS) });
    return "busy";
  }
  await write(step, {
    state: "running",
    operationGid: run.operationGid,
    operationAt: run.startedAt,
    objectCount: 0,
    read: 0,
    changed: 0,
    wantedAt: now(),
    dueAt: later(now, LOOK_EVERY_MS),
  });
  return "started";
}

async function look(step: Step, { onRead, onGone }: Door) {
  const { db, pool, shop, sync, now } = step;
  const { operationGid, operationAt } = sync;
  if (!operationGid || !operationAt) return fail(step, "unknown");
  const client = await adminClient({ shopDomain: shop.domain });
  const operation = await readBulkOperation(client, operationGid);
  if (operation.state === "ended") return fail(step, operation.reason);
  const { objectCount } = operation;
  if (operation.state === "running") {
    await write(step, { objectCount, dueAt: later(now, LOOK_EVERY_MS) });
    return "running";
  }
  await write(step, { objectCount, dueAt: later(now, LEASE_MS) });
  const { url, fileSize } = operation;
  const loaded = url
    ? await loadCustomers({
        pool,
        shopId: shop.id,
        url,
        fileSize,
        readAt: operationAt,
        onLoaded: (sum) => write(step, { ...sum, dueAt: later(now, LEASE_MS) }),
      })
    : { outcome: "loaded" as const, read: 0, changed: 0 };
  if (loaded.outcome === "busy") return "loading";
  const about = { db, client, shopId: shop.id, readAt: operationAt, now };
  const gone = await buryMissingCustomers({ ...about, onGone });
  await db.$transaction((tx) => onRead(tx, null));
  const { read, changed } = loaded;
  await write(step, {
    state: "whole",
    read,
    changed,
    operationGid: null,
    failure: null,
    failures: 0,
    finishedAt: now(),
    readUntil: operationAt,
    dueAt: later(now, LOOK_EVERY_MS),
  });
  log.info({ shop: shop.domain, read, changed, gone }, "All customers of a shop are read");
  return "loaded";
}

async function sweep(step: Step, { onRead }: Door) {
  const { db, shop, sync, now } = step;
  await write(step, { dueAt: later(now, SWEEP_EVERY_MS) });
  const client = await adminClient({ shopDomain: shop.domain });
  const startedAt = now();
  const since = sync.readUntil ?? sync.wantedAt;
  const swept = await sweepCustomers({ db, client, shopId: shop.id, since, now, onRead });
  if (swept.outcome === "too_many") {
    await write(step, { state: "wanted", dueAt: now() });
    return "too_many";
  }
  if (swept.corrected > 0)
    log.info(
      { shop: shop.domain, ...swept },
      "A look at changed customers found what webhooks had not told",
    );
  await write(step, { readUntil: startedAt, failure: null, failures: 0 });
  return "swept";
}

/** Notes why a step failed, and when the next is tried. A sweep that failed leaves the mirror as whole as it was. */
async function fail(step: Step, failure: string): Promise<"failed"> {
  const { shop, sync, now } = step;
  const failures = sync.failures + 1;
  log.warn({ shop: shop.domain, failure, failures }, "A shop's customers could not be read");
  await write(step, {
    failure,
    failures,
    state: sync.state === "whole" ? "whole" : "wanted",
    dueAt: later(now, pauseAfter(failures)),
  });
  return "failed";
}

async function write(
  { db, shop }: Step,
  data: Prisma.CustomerSyncUpdateManyMutationInput,
): Promise<void> {
  await db.customerSync.updateMany({ where: { shopId: shop.id }, data });
}

function later(now: () => Date, ms: number): Date {
  return new Date(now().getTime() + ms);
}

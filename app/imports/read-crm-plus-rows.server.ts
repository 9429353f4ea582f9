import { adminClient, ShopAccessError } from "#app/shopify/admin-client.server.ts";
import { readBulkOperation } from "#app/shopify/operations/read-bulk-operation.server.ts";
import { runBulkQuery } from "#app/shopify/operations/run-bulk-query.server.ts";
import { BulkResultGoneError, streamBulkLines } from "#app/shopify/stream-bulk-lines.server.ts";
import { failImport } from "./fail-import.server.ts";
import { finishReading } from "./finish-reading.server.ts";
import type { ImportStep, StepOutcome } from "./import-step.ts";
import { keepBatch, type ReadUntil } from "./keep-batch.server.ts";
import { readCrmPlusCustomer } from "./read-crm-plus-customer.ts";

/** Shopify is asked again whether it is done. */
const LOOK_AGAIN_S = 3;
/** As many bulk operations run as Shopify allows. */
const BUSY_S = 60;

/** CRM PLUS on LINE keeps the LINE user id in this metafield of each customer, and marks them with the tag `line`. */
const QUERY = `{
  customers {
    edges {
      node {
        id
        tags
        metafield(namespace: "socialplus", key: "line") { value }
      }
    }
  }
}`;

/** Has Shopify read the customers, then takes over what CRM PLUS on LINE left with them. Neither is ever written. */
export async function readCrmPlusRows(step: ImportStep): Promise<StepOutcome> {
  const { shop, linkImport } = step;
  const client = await adminClient({ shopDomain: shop.domain }).catch((error: unknown) => {
    if (error instanceof ShopAccessError) return null;
    throw error;
  });
  if (!client) return failImport(step, "shopify_refused");
  if (!linkImport.operationGid) {
    const run = await runBulkQuery(client, { query: QUERY });
    if (run.outcome === "refused") return failImport(step, "shopify_refused");
    if (run.outcome === "busy") return BUSY_S;
    await note(step, { operationGid: run.operationGid, problem: "shopify_waiting" });
    return LOOK_AGAIN_S;
  }
  const operation = await readBulkOperation(client, linkImport.operationGid);
  switch (operation.state) {
    case "running":
      await note(step, { progress: operation.objectCount, problem: "shopify_waiting" });
      return LOOK_AGAIN_S;
    case "ended":
      return failImport(step, "shopify_refused");
    case "completed":
      return operation.url
        ? readResult(step, { ...operation, url: operation.url }).catch((error: unknown) => {
            if (error instanceof BulkResultGoneError) return failImport(step, "shopify_refused");
            throw error;
          })
        : finishReading(step);
  }
}

async function readResult(
  step: ImportStep,
  { url, fileSize, objectCount }: { url: string; fileSize: number | null; objectCount: number },
): Promise<StepOutcome> {
  const { readLines: done, readBytes } = step.linkImport;
  if (step.linkImport.progressOf !== objectCount) await note(step, { progressOf: objectCount });
  let from: ReadUntil = { readBytes, readLines: done };
  let seen = 0;
  for await (const lines of streamBulkLines({ url, fileSize })) {
    const first = seen;
    seen += lines.length;
    if (seen <= done) continue;
    const fresh = lines.slice(Math.max(0, done - first));
    const rows = fresh.flatMap((text, index) => {
      const row = readCrmPlusCustomer(text, seen - fresh.length + index + 1);
      return row ? [row] : [];
    });
    const isKept = await keepBatch(
      step,
      from,
      { readBytes, readLines: seen, progress: seen },
      rows,
    );
    if (!isKept || step.isOver()) return "more";
    from = { readBytes, readLines: seen };
  }
  return finishReading(step);
}

async function note(
  { db, shop, linkImport: { id } }: ImportStep,
  data: {
    operationGid?: string;
    problem?: "shopify_waiting";
    progress?: number;
    progressOf?: number;
  },
): Promise<void> {
  await db.linkImport.updateMany({ where: { id, shopId: shop.id, stage: "reading" }, data });
}

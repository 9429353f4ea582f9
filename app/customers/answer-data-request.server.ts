import type { Database } from "#app/platform/db.server.ts";
import { readCustomerData } from "./read-customer-data.server.ts";

/**
 * Writes the file for a customer who asked what is held about them, and notes who took it. The first time counts as the
 * answer; the file can be had again, as it is then.
 *
 * @param options.actor `staff:<Shopify user id>`
 * @returns `file` as JSON; its `data` is null when nothing is held. `unknown_request` when it is not the shop's
 */
export async function answerDataRequest(options: {
  db: Database;
  shopId: string;
  dataRequestId: string;
  actor: string;
  now: Date;
}): Promise<
  { outcome: "answered"; fileName: string; file: string } | { outcome: "unknown_request" }
> {
  const { db, shopId, dataRequestId, actor, now } = options;
  const request = await db.dataRequest.findFirst({ where: { id: dataRequestId, shopId } });
  if (!request) return { outcome: "unknown_request" };
  const { requestId, customerGid, requestedAt } = request;
  const data = await readCustomerData({ db, shopId, customerGid });
  await db.$transaction([
    db.dataRequest.updateMany({
      where: { id: dataRequestId, shopId, answeredAt: null },
      data: { answeredAt: now },
    }),
    db.auditEntry.create({
      data: {
        shopId,
        actor,
        action: "data-request.answered",
        subject: customerGid,
        createdAt: now,
      },
    }),
  ]);
  const about = { id: requestId, customerId: customerGid, requestedAt, writtenAt: now };
  return {
    outcome: "answered",
    fileName: `musubi-data-request-${requestId}.json`,
    file: JSON.stringify({ request: about, data }, null, 2),
  };
}

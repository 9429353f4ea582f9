import { writeFriends } from "#app/friends/write-friends.server.ts";
import { type Tied, tie } from "#app/linking/tie.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { lockShopRecords } from "#app/platform/lock-shop-records.server.ts";
import { channelOfImport } from "./channel-of-import.server.ts";
import { finishImport } from "./finish-import.server.ts";
import type { ImportStep, StepOutcome } from "./import-step.ts";
import type { ImportReason, ImportVerdict } from "./import-verdict.ts";

/** Ties that are made together: webhooks of the shop wait as long. */
const BATCH = 100;

/**
 * Makes the next ties, all of a batch together with the note that they were made: after a kill it goes on behind them. What
 * was new at the preview and is not any more stays as somebody made it meanwhile.
 */
export async function writeRows(step: ImportStep): Promise<StepOutcome> {
  const { db, shop, linkImport } = step;
  const { id: importId, botUserId } = linkImport;
  const channel = await channelOfImport({ db, shopId: shop.id, botUserId });
  // What was tied before the official account was changed can still be undone.
  if (!channel) {
    await finishImport(step, "cancelled", "other_account");
    return "more";
  }
  const isMore = await db.$transaction(async (tx) => {
    const { count } = await tx.linkImport.updateMany({
      where: { id: importId, shopId: shop.id, stage: "writing" },
      data: { problem: null },
    });
    if (count === 0) return true;
    await lockShopRecords(tx, shop.id);
    return writeBatch(tx, step, channel.id);
  });
  if (!isMore) await finishImport(step, "done");
  return "more";
}

type Row = {
  line: number;
  lineUserId: string;
  customerId: string;
  displayName: string | null;
  pictureUrl: string | null;
  language: string | null;
};

/** @returns false when there was nothing left */
async function writeBatch(tx: Db, step: ImportStep, channelId: string): Promise<boolean> {
  const { shop, linkImport, now } = step;
  const shopId = shop.id;
  const rows = (await tx.linkImportRow.findMany({
    where: { importId: linkImport.id, shopId, verdict: "new" },
    orderBy: { line: "asc" },
    take: BATCH,
  })) as Row[];
  if (rows.length === 0) return false;
  const friends = await writeFriends({
    db: tx,
    shopId,
    channelId,
    // LINE tells the profile of those who follow: so they did when the import was checked, at the latest.
    told: rows.map(({ lineUserId }) => ({
      lineUserId,
      at: linkImport.createdAt,
      source: "import",
      followState: "following",
    })),
  });
  const pairs = rows.map(({ customerId }, index) => ({
    friendId: friends[index]!.friendId,
    customerId,
  }));
  await fillInProfiles(tx, shopId, rows, pairs);
  const { actor } = linkImport;
  const tied = await tie({ db: tx, shopId, pairs, method: "import", actor, now });
  const written = rows.map(({ line }, index) => ({ line, ...verdictOf(tied[index]!) }));
  await tx.$executeRaw`
    UPDATE link_import_row AS row SET verdict = told.verdict, reason = told.reason, link_id = told."linkId",
      display_name = NULL, picture_url = NULL, language = NULL
    FROM jsonb_to_recordset(${JSON.stringify(written)}::jsonb) AS told (line int, verdict text, reason text, "linkId" uuid)
    WHERE row.import_id = ${linkImport.id}::uuid AND row.shop_id = ${shopId}::uuid AND row.line = told.line`;
  await tx.linkImport.updateMany({
    where: { id: linkImport.id, shopId },
    data: { progress: { increment: rows.length } },
  });
  return true;
}

function verdictOf(tied: Tied): { verdict: ImportVerdict; reason?: ImportReason; linkId?: string } {
  if (tied.outcome === "linked") return { verdict: "written", linkId: tied.linkId };
  if (tied.outcome === "already") return { verdict: "same" };
  switch (tied.reason) {
    case "line_taken":
      return { verdict: "conflict", reason: "friend_tied" };
    case "customer_taken":
      return { verdict: "conflict", reason: "customer_tied" };
    case "customer_gone":
      return { verdict: "no_customer", reason: "unknown" };
  }
}

/** Friends whose name was not known yet get what LINE said at the check. */
async function fillInProfiles(
  tx: Db,
  shopId: string,
  rows: Row[],
  pairs: { friendId: string }[],
): Promise<void> {
  const profiles = rows.map(({ displayName, pictureUrl, language }, index) => {
    return { id: pairs[index]!.friendId, displayName, pictureUrl, language };
  });
  await tx.$executeRaw`
    UPDATE friend SET display_name = told."displayName", picture_url = told."pictureUrl",
      language = coalesce(told.language, friend.language)
    FROM jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb) AS told (
      id uuid, "displayName" text, "pictureUrl" text, language text)
    WHERE friend.id = told.id AND friend.shop_id = ${shopId}::uuid AND friend.display_name IS NULL`;
}

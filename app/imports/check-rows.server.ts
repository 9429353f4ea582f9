import type { Db } from "#app/platform/db.server.ts";
import { askProfiles } from "./ask-profiles.server.ts";
import { channelOfImport } from "./channel-of-import.server.ts";
import { countRows } from "./count-rows.server.ts";
import { failImport } from "./fail-import.server.ts";
import type { ImportProblem } from "./import-stage.ts";
import type { ImportStep, StepOutcome } from "./import-step.ts";
import type { ImportReason, ImportVerdict } from "./import-verdict.ts";
import { storable } from "#app/platform/storable.ts";

/** Rows that are checked together. */
const BATCH = 200;
/** None known among so many is another provider's list: to ask about the rest would take minutes for nothing. */
const ENOUGH_UNKNOWN = 400;
/** LINE is asked again after so many seconds. */
const PAUSE_S = { unauthorized: 300, rate_limited: 2, unclear: 30 };

type Checked = {
  line: number;
  verdict: ImportVerdict;
  reason?: ImportReason;
  displayName?: string;
  pictureUrl?: string | null;
  language?: string | null;
};

/**
 * Holds the next rows against the ties that there are, and asks LINE about the rest: a user id is believed only when LINE
 * names its friend to this channel. After the last row the preview is there. A list of which LINE knows nobody is not
 * checked to its end.
 */
export async function checkRows(step: ImportStep): Promise<StepOutcome> {
  const { db, shop, linkImport } = step;
  const { id: importId, botUserId } = linkImport;
  const channel = await channelOfImport({ db, shopId: shop.id, botUserId });
  if (!channel) return failImport(step, "other_account");
  const rows = await nextRows(db, { shopId: shop.id, importId, channelId: channel.id });
  if (rows.length === 0) return openPreview(step);

  const untied = rows.filter((row) => !row.friendTo && !row.isCustomerTied);
  const lineUserIds = untied.map((row) => row.lineUserId);
  const { credentials } = channel;
  const { told, trouble } = await askProfiles({ credentials, lineUserIds });
  const checked = rows.flatMap((row): Checked[] => {
    const { line } = row;
    if (row.friendTo === row.customerId) return [{ line, verdict: "same" }];
    if (row.friendTo) return [{ line, verdict: "conflict", reason: "friend_tied" }];
    if (row.isCustomerTied) return [{ line, verdict: "conflict", reason: "customer_tied" }];
    const answer = told.get(row.lineUserId);
    if (!answer) return [];
    if (answer.outcome === "not_found")
      return [{ line, verdict: "not_friend", reason: "not_friend" }];
    const { displayName, pictureUrl, language } = answer.profile;
    const name = storable(displayName);
    return [{ line, verdict: "new", displayName: name, pictureUrl, language }];
  });
  await keepChecked(step, checked, trouble);
  if (trouble) return PAUSE_S[trouble];
  const isAnyoneKnown = [...told.values()].some(({ outcome }) => outcome === "found");
  const unknown = isAnyoneKnown ? 0 : await countUnknown(step);
  if (unknown < ENOUGH_UNKNOWN) return "more";
  return failImport(step, "other_provider", { counts: { not_friend: unknown } });
}

/** How many ids LINE does not know, as long as it knows none. A tie that is there already can say that its id is known. */
async function countUnknown({ db, shop, linkImport }: ImportStep): Promise<number> {
  const of = { importId: linkImport.id, shopId: shop.id };
  const known = { ...of, verdict: { in: ["new", "same", "conflict"] } };
  if (await db.linkImportRow.findFirst({ where: known, select: { line: true } })) return 0;
  return db.linkImportRow.count({ where: { ...of, verdict: "not_friend" } });
}

type Row = {
  line: number;
  lineUserId: string;
  customerId: string;
  /** The customer to whom the friend is tied. */
  friendTo: string | null;
  isCustomerTied: boolean;
};

async function nextRows(
  db: Db,
  { shopId, importId, channelId }: { shopId: string; importId: string; channelId: string },
): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT row.line, row.line_user_id AS "lineUserId", row.customer_id AS "customerId",
      of_friend.customer_id AS "friendTo", of_customer.id IS NOT NULL AS "isCustomerTied"
    FROM link_import_row row
    LEFT JOIN friend ON friend.channel_id = ${channelId}::uuid AND friend.line_user_id = row.line_user_id
    LEFT JOIN link of_friend ON of_friend.friend_id = friend.id
    LEFT JOIN link of_customer ON of_customer.customer_id = row.customer_id
    WHERE row.import_id = ${importId}::uuid AND row.shop_id = ${shopId}::uuid AND row.verdict = 'unchecked'
    ORDER BY row.line LIMIT ${BATCH}`;
}

const PROBLEMS: Record<keyof typeof PAUSE_S, ImportProblem | null> = {
  unauthorized: "line_unauthorized",
  rate_limited: null,
  unclear: "line_silent",
};

async function keepChecked(
  { db, shop, linkImport }: ImportStep,
  checked: Checked[],
  trouble: keyof typeof PAUSE_S | null,
): Promise<void> {
  const where = { id: linkImport.id, shopId: shop.id, stage: "checking" };
  await db.$transaction(async (tx) => {
    const problem = trouble && PROBLEMS[trouble];
    const { count } = await tx.linkImport.updateMany({ where, data: { problem } });
    if (count === 0 || checked.length === 0) return;
    const written = await tx.$executeRaw`
      UPDATE link_import_row AS row SET verdict = told.verdict, reason = told.reason, display_name = told."displayName",
        picture_url = told."pictureUrl", language = told.language
      FROM jsonb_to_recordset(${JSON.stringify(checked)}::jsonb) AS told (
        line int, verdict text, reason text, "displayName" text, "pictureUrl" text, language text)
      WHERE row.import_id = ${linkImport.id}::uuid AND row.shop_id = ${shop.id}::uuid AND row.line = told.line
        AND row.verdict = 'unchecked'`;
    await tx.linkImport.updateMany({ where, data: { progress: { increment: written } } });
  });
}

async function openPreview({ db, shop, linkImport }: ImportStep): Promise<"more"> {
  const counts = await countRows({ db, shopId: shop.id, importId: linkImport.id });
  await db.linkImport.updateMany({
    where: { id: linkImport.id, shopId: shop.id, stage: "checking" },
    data: { stage: "preview", counts, problem: null },
  });
  return "more";
}

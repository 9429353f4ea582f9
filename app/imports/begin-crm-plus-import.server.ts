import type { Database } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { lockUntilCommit } from "#app/platform/lock-until-commit.server.ts";
import { channelOfImport } from "./channel-of-import.server.ts";
import { importDue } from "./import-happenings.ts";
import { KEEP_OPEN_MS, openStages } from "./import-stage.ts";
import type { UploadRefusal } from "./upload-refusal.ts";

/**
 * Begins to take over what CRM PLUS on LINE left with the shop's customers. Its tag and metafields are only read.
 *
 * @returns `under_way` with another import that has to be finished first
 */
export async function beginCrmPlusImport(options: {
  db: Database;
  shopId: string;
  /** `staff:<id>` */
  actor: string;
  now: Date;
}): Promise<
  | { outcome: "begun" | "under_way"; importId: string }
  | { outcome: "refused"; reason: Extract<UploadRefusal, "not_connected"> }
> {
  const { db, shopId, actor, now } = options;
  const channel = await channelOfImport({ db, shopId });
  if (!channel) return { outcome: "refused", reason: "not_connected" };
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, [`${shopId} imports`]);
    const open = await tx.linkImport.findFirst({
      where: { shopId, stage: { in: openStages } },
      select: { id: true },
    });
    if (open) return { outcome: "under_way" as const, importId: open.id };
    const { id: importId } = await tx.linkImport.create({
      data: {
        shopId,
        source: "crm_plus",
        stage: "reading",
        botUserId: channel.botUserId,
        actor,
        createdAt: now,
        forgetAt: new Date(now.getTime() + KEEP_OPEN_MS),
      },
    });
    await enqueue(tx, importDue, { shopId, importId }, { key: `import:${importId}` });
    return { outcome: "begun" as const, importId };
  });
}

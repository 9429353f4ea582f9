import type { Database } from "#app/platform/db.server.ts";
import type { LinkSettings } from "./read-link-settings.server.ts";

/**
 * Stores how the shop links. Links that stand keep the tag they gave; a new tag is for new links.
 *
 * @returns `unknown_tag` when the tag for friends is not, or no longer, the shop's
 */
export async function saveLinkSettings(options: {
  db: Database;
  shopId: string;
  settings: LinkSettings;
  actor: string;
  now: Date;
}): Promise<{ outcome: "saved" | "unknown_tag" }> {
  const { db, shopId, settings, actor, now } = options;
  const { friendTagId } = settings;
  if (friendTagId && !(await db.tag.count({ where: { id: friendTagId, shopId } }))) {
    return { outcome: "unknown_tag" };
  }
  await db.$transaction([
    db.linkSettings.upsert({
      where: { shopId },
      create: { shopId, ...settings },
      update: settings,
    }),
    db.auditEntry.create({
      data: { shopId, actor, action: "link-settings.saved", createdAt: now },
    }),
  ]);
  return { outcome: "saved" };
}

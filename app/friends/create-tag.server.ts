import type { Db } from "#app/platform/db.server.ts";
import { MAX_TAG_LENGTH, MAX_TAGS, tagName, type TagRefusal } from "./tag.ts";

/**
 * Makes a tag.
 *
 * @param options.name trimmed, at most 40 characters, unique within the shop
 * @returns `refused` with a reason that stands beside the field
 */
export async function createTag(options: {
  db: Db;
  shopId: string;
  name: string;
  now: Date;
}): Promise<{ outcome: "created"; tagId: string } | { outcome: "refused"; reason: TagRefusal }> {
  const { db, shopId, now } = options;
  const parsed = tagName.safeParse(options.name);
  if (!parsed.success) {
    return {
      outcome: "refused",
      reason: options.name.trim().length > MAX_TAG_LENGTH ? "too_long" : "empty",
    };
  }
  if ((await db.tag.count({ where: { shopId } })) >= MAX_TAGS)
    return { outcome: "refused", reason: "too_many" };
  const [tag] = await db.tag.createManyAndReturn({
    data: [{ shopId, name: parsed.data, createdAt: now }],
    skipDuplicates: true,
  });
  return tag ? { outcome: "created", tagId: tag.id } : { outcome: "refused", reason: "taken" };
}

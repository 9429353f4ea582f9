import type { Db } from "#app/platform/db.server.ts";

/** Deletes a tag, takes it off every friend, and out of every recovery step that adds or removes it. */
export async function deleteTag(options: {
  db: Db;
  shopId: string;
  tagId: string;
}): Promise<{ outcome: "deleted" | "unknown_tag" }> {
  const { count } = await options.db.tag.deleteMany({
    where: { id: options.tagId, shopId: options.shopId },
  });
  return { outcome: count ? "deleted" : "unknown_tag" };
}

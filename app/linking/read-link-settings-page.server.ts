import type { Shop } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import type { GreetingSetting } from "./components/greeting-preview.tsx";
import { storefrontUrl } from "./storefront-url.ts";

/** What the settings page needs besides the settings: the tags to choose from, and what the preview draws. */
export async function readLinkSettingsPage(options: {
  db: Db;
  shop: Pick<Shop, "id" | "name" | "domain" | "timeZone" | "locale" | "storefrontUrl">;
  now: Date;
}): Promise<{ tags: { id: string; name: string }[]; preview: GreetingSetting }> {
  const { db, shop, now } = options;
  const [tags, channel] = await Promise.all([
    db.tag.findMany({
      where: { shopId: shop.id },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
    db.channel.findUnique({
      where: { shopId: shop.id },
      select: { displayName: true, pictureUrl: true },
    }),
  ]);
  return {
    tags,
    preview: {
      shop: {
        name: shop.name,
        timeZone: shop.timeZone,
        locale: toLocale(shop.locale),
        storefrontUrl: storefrontUrl(shop),
      },
      bot: {
        name: channel?.displayName ?? shop.name,
        pictureUrl: channel?.pictureUrl ?? undefined,
      },
      at: now.getTime(),
    },
  };
}

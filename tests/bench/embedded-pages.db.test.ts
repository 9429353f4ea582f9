import pg from "pg";
import { expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { addressPages } from "#bench/pages/embedded-pages.ts";
import { fillShop } from "#bench/pages/fill-shop.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createShop } from "#tests/factories/shop.ts";
import { assembleBuild } from "#tests/hostile/product-server.ts";

test("the bench of pages finds an address for every embedded page, in the shop that it fills", async () => {
  const shop = await createShop(db);
  await createChannel(db, shop);
  await createRecoverySettings(db, shop);
  for (const delayMinutes of [60, 600, 1440] as const)
    await createRecoveryStep(db, shop, delayMinutes);
  const { routes } = await assembleBuild();
  const paths = routes
    .filter(({ file, isPage }) => isPage && file.startsWith("app/routes/app."))
    .map(({ path }) => path);
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  try {
    expect(await fillShop({ client, shopId: shop.id, people: 400 })).toMatchObject({
      importRows: 42,
    });
    const pages = await addressPages(client, paths);
    expect(pages.filter(({ address }) => address.includes(":"))).toEqual([]);
  } finally {
    await client.end();
  }
});

import { expect, test } from "vitest";
import { createShop } from "#tests/factories/shop.ts";
import { startShopify } from "#tests/setup/shopify.ts";

const shopify = await startShopify();
const { db } = await import("#app/platform/database.server.ts");
const { unauthenticated } = await import("#app/shopify/shopify.server.ts");
const { loader } = await import("#app/routes/app.settings.linking.tsx");
const { sessionToken } = await import("#tests/factories/staff-request.ts");

test("the first visit exchanges for a token that ends within the hour, kept sealed with its refresh token", async () => {
  const { domain } = shopify.shop();
  const shop = await createShop(db, { domain, detailsReadAt: new Date() });
  const headers = {
    authorization: `Bearer ${await sessionToken({ shop })}`,
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
  };
  const request = new Request("https://musubi.test/app/settings/linking", { headers });
  await loader({ request, params: {}, context: {} });

  const session = await db.session.findFirstOrThrow({ where: { shop: domain, isOnline: false } });
  const lifeMs = (session.expires?.getTime() ?? Infinity) - Date.now();
  expect(lifeMs).toBeGreaterThan(0);
  expect(lifeMs).toBeLessThanOrEqual(3_600_000);
  expect(session.accessToken).toMatch(/^v1\./);
  expect(session.refreshToken).toMatch(/^v1\./);

  // A token that has ended is refreshed before anything is asked with it.
  await db.session.update({ where: { id: session.id }, data: { expires: new Date(0) } });
  const { session: fresh } = await unauthenticated.admin(domain);
  expect(fresh.expires?.getTime()).toBeGreaterThan(Date.now());
  const { accessToken } = await db.session.findUniqueOrThrow({ where: { id: session.id } });
  expect(accessToken).not.toBe(session.accessToken);
});

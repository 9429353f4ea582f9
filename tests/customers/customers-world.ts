import { Session } from "@shopify/shopify-api";
import { afterAll } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";

/**
 * A stand-in of Shopify whose webhooks reach nobody, a shop with a token, and the reading of its customers taken step by
 * step. To be awaited before anything of `app/` that reads the environment is imported.
 */
export async function startCustomersWorld() {
  const clock = createMemoryClock();
  const faults = createFaults();
  const shopify = await createShopifyStandIn({
    clock,
    faults,
    requests: createRequestLog(),
    app: {
      apiKey: process.env.SHOPIFY_API_KEY ?? "",
      apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
      url: "http://127.0.0.1:9",
      tomlPath: "shopify.app.toml",
      extensionsDir: null,
    },
  });
  afterAll(() => shopify.close());
  process.env.SHOPIFY_STANDIN_URL = shopify.urls.api;
  const { db, pool } = await import("#app/platform/database.server.ts");
  const { sessionStorage } = await import("#app/shopify/shopify.server.ts");
  const { advanceCustomerSync } = await import("#app/customers/advance-customer-sync.server.ts");
  const { claimDueCustomerSyncs } =
    await import("#app/customers/claim-due-customer-syncs.server.ts");
  const { createShop } = await import("#tests/factories/shop.ts");
  const state = shopify.shop();
  const now = () => new Date(clock.now());
  const heard: (string[] | null)[] = [];
  const gone: string[] = [];

  return {
    db,
    pool,
    clock,
    faults,
    shopify,
    state,
    now,
    /** What the steps told the door of. */
    heard,
    /** Whom they said to be gone. */
    gone,
    /** A shop that has just installed the app; what the former tests left is gone. */
    async install() {
      await db.shop.deleteMany();
      heard.length = 0;
      gone.length = 0;
      state.bulkOperations.clear();
      faults.remove();
      const scopes = state.installation!.scopes;
      const { access } = shopify.simulation.tokens.issueExpiringOffline(state.domain, scopes);
      await sessionStorage.storeSession(
        new Session({
          id: `offline_${state.domain}`,
          shop: state.domain,
          state: "",
          isOnline: false,
          accessToken: access.token,
          expires: new Date(Date.now() + 3_600_000),
        }),
      );
      return createShop(db, { domain: state.domain, installedAt: now() });
    },
    claim: () => claimDueCustomerSyncs({ db, now: now() }),
    step: (shopId: string) =>
      advanceCustomerSync({
        db,
        pool,
        shopId,
        now,
        door: {
          onRead: (_tx, customers) => {
            heard.push(customers && customers.map(({ customerGid }) => customerGid));
            return Promise.resolve();
          },
          onGone: (_tx, customerGids) => {
            gone.push(...customerGids);
            return Promise.resolve();
          },
        },
      }),
    /** Takes steps until one of these has come of one. */
    async until(shopId: string, ...outcomes: string[]) {
      for (let steps = 0; steps < 200; steps++) {
        const outcome = await this.step(shopId);
        if (outcomes.includes(outcome)) return outcome;
        await new Promise((done) => setTimeout(done, 10));
      }
      throw new Error(`None of ${outcomes.join(", ")} came of 200 steps.`);
    },
  };
}

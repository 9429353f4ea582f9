import { Session } from "@shopify/shopify-api";
import { afterAll } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";
import { startLine } from "#tests/setup/line.ts";

/**
 * A shop at the stand-ins of Shopify and LINE, with a linked customer and the ledger's dispatcher between them. To be
 * awaited before anything of `app/` that reads the environment is imported.
 */
export async function startRecoveryWorld(startsAt: Date) {
  const { line, faults, requests: lineRequests, addAccount } = await startLine();
  const requests = createRequestLog();
  const shopify = await createShopifyStandIn({
    clock: createMemoryClock(),
    faults: createFaults(),
    requests,
    app: {
      apiKey: process.env.SHOPIFY_API_KEY ?? "",
      apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
      url: null,
      tomlPath: "shopify.app.toml",
      extensionsDir: null,
    },
  });
  afterAll(() => shopify.close());
  process.env.SHOPIFY_STANDIN_URL = shopify.urls.api;

  const { db, pool } = await import("#app/platform/database.server.ts");
  const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
  const { readChannel } = await import("#app/channels/read-channel.server.ts");
  const { pushBytes } = await import("#app/line/push.server.ts");
  const { replyBytes } = await import("#app/line/reply.server.ts");
  const { createDispatcher } = await import("#app/messages/dispatcher.server.ts");
  const { createRecoveryProgramme } = await import("#app/recovery/recovery-programme.server.ts");
  const { sessionStorage } = await import("#app/shopify/shopify.server.ts");

  const { domain } = shopify.shop();
  const shop = await createShop(db, { domain, storefrontUrl: shopify.urls.storefront });
  const scopes = (process.env.SCOPES ?? "read_products,read_orders,read_customers").split(",");
  await sessionStorage.storeSession(
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: "",
      isOnline: false,
      accessToken: shopify.simulation.tokens.issueExpiringOffline(domain, scopes).access.token,
      expires: new Date(Date.now() + 3_600_000),
    }),
  );
  const account = addAccount();
  const connected = await connectChannel({
    db,
    shopId: shop.id,
    form: {
      messagingChannelId: account.bot.channelId,
      messagingSecret: account.bot.channelSecret,
      loginChannelId: account.login.channelId,
      loginSecret: account.login.channelSecret,
    },
    actor: "staff:1",
    now: startsAt,
  });
  if (connected.outcome !== "connected") throw new Error(JSON.stringify(connected));
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const friend = await createFriend(db, channel, { lineUserId: account.userId });
  const customer = await createCustomer(db, shop);
  await createLink(db, friend, customer);

  let now = startsAt;
  const dispatcher = createDispatcher({
    pool,
    db,
    programmes: [createRecoveryProgramme({ pool })],
    pushBytes,
    replyBytes,
    readCredentials: async (shopId) => (await readChannel({ db, shopId }))?.credentials ?? null,
    now: () => now,
    realTime: () => new Date(),
  });
  afterAll(() => dispatcher.stop());

  return {
    db,
    pool,
    shop,
    channel,
    customer,
    friend,
    faults,
    line,
    /** A product of the store with its first variant. */
    products: [...shopify.shop().products.values()],
    storefront: shopify.urls.storefront,
    now: () => now,
    /** Sends what has become due by then. */
    async at(time: string) {
      now = new Date(time);
      return dispatcher.runOnce();
    },
    /** The bubbles on the friend's phone, oldest first. */
    phone: () =>
      line.talks.read(account.bot.botUserId, account.userId).messages.map(({ message }) => message),
    userId: account.userId,
    lineRequests: () => lineRequests.list(),
    shopifyReads: () => requests.list().filter(({ path }) => path.endsWith("graphql.json")).length,
  };
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { createShop } from "#tests/factories/shop.ts";
import { startLine } from "#tests/setup/line.ts";

export const NOW = new Date("2026-11-22T03:00:00Z");

/**
 * Shops before a LINE, and a Musubi that LINE can reach: it answers every webhook with 200. To be awaited before anything
 * of `app/` is imported.
 */
export async function createChannelWorld() {
  const webhooks: string[] = [];
  const server = createServer((request, answer) => {
    webhooks.push(request.url ?? "");
    answer.end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  afterAll(() => void server.close());
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.SHOPIFY_APP_URL = appUrl;

  const world = await startLine();
  const { db } = await import("#app/platform/database.server.ts");
  const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
  const callbackUrl = `${appUrl}/line/callback`;
  type Account = ReturnType<typeof world.addAccount>;

  return {
    ...world,
    db,
    appUrl,
    /** Paths that LINE has called here. */
    webhooks,
    addAccount: (options: { webhookUrl?: string } = {}) =>
      world.addAccount({ ...options, callbackUrl }),

    /** Connects a shop with an account's own ids and secrets, but for what is overridden. */
    connect(shopId: string, account: Account, overrides: Record<string, string> = {}) {
      return connectChannel({
        db,
        shopId,
        form: {
          messagingChannelId: account.bot.channelId,
          messagingSecret: account.bot.channelSecret,
          loginChannelId: account.login.channelId,
          loginSecret: account.login.channelSecret,
          ...overrides,
        },
        actor: "staff:1",
        now: NOW,
      });
    },

    async connectedShop(options: { webhookUrl?: string } = {}) {
      const shop = await createShop(db);
      const account = world.addAccount({ ...options, callbackUrl });
      const outcome = await this.connect(shop.id, account);
      if (outcome.outcome !== "connected") throw new Error(JSON.stringify(outcome));
      return { shop, shopId: shop.id, account };
    },

    row: (shopId: string) => db.channel.findUniqueOrThrow({ where: { shopId } }),
    /** The URL that LINE has for this bot at present. */
    urlAtLine: (account: Account) =>
      world.line.state.messagingChannel(account.bot.channelId)?.webhook.endpoint,
  };
}

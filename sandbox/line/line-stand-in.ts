import type { AddressInfo } from "node:net";
import { createServer, type RequestListener, type Server } from "node:http";
import type { SandboxClock } from "../clock.ts";
import type { Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";
import { addBotEndpoints } from "./bot.ts";
import { createChannelTokens } from "./channel-tokens.ts";
import { addChatEndpoints } from "./chat.ts";
import { createContentStore, type ContentStore } from "./content-store.ts";
import { addContentEndpoints } from "./content.ts";
import { addControl } from "./control.ts";
import { createEndpoints } from "./endpoints.ts";
import { addInsightEndpoints } from "./insight.ts";
import { addLinkTokenEndpoint, createLinkTokens, type LinkTokens } from "./link-tokens.ts";
import { createLoginGrants } from "./login-grants.ts";
import { addLoginEndpoints } from "./login-tokens.ts";
import { createLoginServer } from "./login.ts";
import { addMessageEndpoints } from "./messages.ts";
import { addOAuthEndpoints } from "./oauth.ts";
import { createPhone, type Phone } from "./phone.ts";
import { createQuotaBook, type QuotaBook } from "./quota.ts";
import { createRateLimits } from "./rate-limits.ts";
import { createSigningKeys, type SigningKeys } from "./signing-keys.ts";
import { createReplyTokens, type ReplyTokens } from "./reply-tokens.ts";
import { createLineStore, type LineStore } from "./store.ts";
import type { StandInUrls } from "./state.ts";
import { createTalks, type Talks } from "./talks.ts";
import { createMessageValidator } from "./validate-message.ts";
import { addWebhookEndpointEndpoints } from "./webhook-endpoint.ts";
import { createWebhookEvents } from "./webhook-events.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

export type LineStandInOptions = {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  /** Free ones by default. */
  ports?: { api?: number; data?: number; access?: number };
  /** When a failed webhook is tried again, in real milliseconds after each failure; only for channels with redelivery on. */
  redeliveryDelaysMs?: readonly number[];
};

export type LineStandIn = {
  urls: StandInUrls;
  /** Seeds and reads channels, people and friendships. */
  state: LineStore;
  talks: Talks;
  /** Acts on the people's phones. */
  phone: Phone;
  webhooks: Webhooks;
  /** What people sent, and how far LINE is with preparing it. */
  content: ContentStore;
  replyTokens: ReplyTokens;
  quota: QuotaBook;
  linkTokens: LinkTokens;
  /** What LIFF's id tokens are signed with. */
  keys: SigningKeys;
  close(): Promise<void>;
};

/**
 * Starts a stand-in for LINE: three HTTP servers on loopback and everything behind them, in memory.
 * Rejects when a port is taken.
 */
export async function createLineStandIn(options: LineStandInOptions): Promise<LineStandIn> {
  const { clock, faults, requests, ports = {} } = options;
  const store = createLineStore(clock);
  const talks = createTalks(clock, store);
  const quota = createQuotaBook(clock);
  const content = createContentStore();
  const tokens = createChannelTokens(store);
  const replyTokens = createReplyTokens();
  const linkTokens = createLinkTokens();
  const grants = createLoginGrants();
  const events = createWebhookEvents(clock);
  const { redeliveryDelaysMs } = options;
  const webhooks = createWebhooks({ faults, requests, talks, replyTokens, redeliveryDelaysMs });
  const phone = createPhone({ store, talks, content, events, webhooks });
  const urls: StandInUrls = { api: "", data: "", access: "" };

  const service = { faults, requests, rateLimits: createRateLimits(), tokens };
  const api = createEndpoints(service);
  addControl(api.app, {
    clock,
    faults,
    requests,
    store,
    talks,
    phone,
    webhooks,
    content,
    replyTokens,
    quota,
    urls: () => urls,
  });
  addOAuthEndpoints(api, store, tokens);
  addBotEndpoints(api, store, quota);
  addInsightEndpoints(api, store, clock);
  addMessageEndpoints(api, {
    clock,
    store,
    talks,
    quota,
    replyTokens,
    validator: createMessageValidator(),
  });
  addWebhookEndpointEndpoints(api, requests);
  const knows = (botUserId: string, userId: string) => {
    const channel = store.bot(botUserId);
    return channel !== undefined && store.knows(channel, userId);
  };
  addChatEndpoints(api, { content, talks, knows });
  addLinkTokenEndpoint(api, store, linkTokens);
  const keys = await createSigningKeys();
  addLoginEndpoints(api, { store, grants, tokens, keys });
  const data = createEndpoints(service);
  addContentEndpoints(data, content);
  const access = createLoginServer({
    faults,
    requests,
    store,
    grants,
    phone,
    liff: { store, keys },
    dialog: { store, linkTokens, events, webhooks },
  });

  const servers = await Promise.all([
    listen(api.finish(), ports.api),
    listen(data.finish(), ports.data),
    listen(access, ports.access),
  ]);
  const [apiPort, dataPort, accessPort] = servers.map(
    (server) => (server.address() as AddressInfo).port,
  );
  Object.assign(urls, {
    api: `http://127.0.0.1:${apiPort}`,
    data: `http://127.0.0.1:${dataPort}`,
    // A browser keeps its cookies by name: the pages of a sandbox are all on localhost.
    access: `http://localhost:${accessPort}`,
  });
  return {
    urls,
    state: store,
    talks,
    phone,
    webhooks,
    content,
    replyTokens,
    quota,
    linkTokens,
    keys,
    async close() {
      webhooks.close();
      await Promise.all(servers.map(stop));
    },
  };
}

function listen(listener: RequestListener, port = 0): Promise<Server> {
  const server = createServer(listener);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import type { createIntake } from "#app/intake/intake.server.ts";
import { Session } from "@shopify/shopify-api";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, vi } from "vitest";
import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { createSessionToken } from "#sandbox/shopify/oauth/session-token.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";
import { createShop } from "#tests/factories/shop.ts";
import { startLine } from "#tests/setup/line.ts";

type Handler = (args: LoaderFunctionArgs) => Promise<Response>;

/**
 * A storefront with our theme extension, LINE, and the app between them, over real HTTP. To be awaited before anything
 * of `app/` is imported: it points the environment at the stand-ins.
 */
export async function startStorefrontWorld(
  options: {
    /** Stands between the app and LINE's API, given its address; returns its own. */
    relayLine?: (lineApi: string) => Promise<string>;
  } = {},
) {
  const routes = new Map<string, Handler>();
  let intake: ReturnType<typeof createIntake> | undefined;
  const server = createServer((incoming, answer) => {
    if (intake?.handle(incoming, answer)) return;
    void toRequest(incoming)
      .then(async (request) => {
        const handler = routes.get(`${request.method} ${new URL(request.url).pathname}`);
        const response = handler
          ? await handler({ request, params: {}, context: {} }).catch(thrownResponse)
          : new Response("No such route", { status: 404 });
        answer.writeHead(response.status, [...response.headers].flat());
        answer.end(Buffer.from(await response.arrayBuffer()));
      })
      .catch((error: unknown) => answer.writeHead(500).end(String(error)));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const { line, addAccount } = await startLine();
  if (options.relayLine) process.env.LINE_API_URL = await options.relayLine(line.urls.api);
  const shopify = await createShopifyStandIn({
    clock: createMemoryClock(),
    faults: createFaults(),
    requests: createRequestLog(),
    app: {
      apiKey: process.env.SHOPIFY_API_KEY ?? "",
      apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
      url: appUrl,
      tomlPath: "shopify.app.toml",
      extensionsDir: "extensions",
    },
  });
  afterAll(async () => {
    await shopify.close();
    server.closeAllConnections();
    server.close();
  });
  Object.assign(process.env, { SHOPIFY_APP_URL: appUrl, SHOPIFY_STANDIN_URL: shopify.urls.api });

  const link = await import("#app/routes/proxy.link.tsx");
  const confirm = await import("#app/routes/proxy.confirm.tsx");
  const status = await import("#app/routes/proxy.status.tsx");
  const talk = await import("#app/routes/proxy.talk.tsx");
  const talkStart = await import("#app/routes/line.link.tsx");
  const accountApi = await import("#app/routes/api.customer-account.link.tsx");
  const admin = await import("#app/routes/api.admin.customer.tsx");
  const begin = await import("#app/routes/line.begin.tsx");
  const start = await import("#app/routes/line.start.tsx");
  const callback = await import("#app/routes/line.callback.tsx");
  const table: [string, Handler][] = [
    ["GET /proxy/link", link.loader],
    ["POST /proxy/link", link.action],
    ["GET /proxy/confirm", confirm.loader],
    ["POST /proxy/confirm", confirm.action],
    ["GET /proxy/status", status.loader],
    ["GET /proxy/talk", talk.loader],
    ["POST /proxy/talk", talk.action],
    ["GET /line/link", talkStart.loader],
    ["OPTIONS /api/customer-account/link", accountApi.loader],
    ["GET /api/customer-account/link", accountApi.loader],
    ["POST /api/customer-account/link", accountApi.action],
    ["OPTIONS /api/admin/customer", admin.loader],
    ["GET /api/admin/customer", admin.loader],
    ["POST /api/admin/customer", admin.action],
    ["GET /line/begin", begin.loader],
    ["GET /line/start", start.loader],
    ["GET /line/callback", callback.loader],
  ];
  for (const [route, handler] of table) routes.set(route, handler);

  const { db, pool } = await import("#app/platform/database.server.ts");
  const domain = shopify.shop().domain;
  const shop = await createShop(db, {
    domain,
    storefrontUrl: shopify.urls.storefront,
    detailsReadAt: new Date(),
  });
  await storeOfflineToken(domain);
  const account = addAccount({ callbackUrl: `${appUrl}/line/callback` });
  const { connectChannel } = await import("#app/channels/connect-channel.server.ts");
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
    now: new Date(),
  });
  if (connected.outcome !== "connected") throw new Error(JSON.stringify(connected));

  async function storeOfflineToken(shopDomain: string) {
    const { sessionStorage } = await import("#app/shopify/shopify.server.ts");
    const response = await fetch(`${shopify.urls.api}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-standin-shop": shopDomain },
      body: JSON.stringify({
        client_id: process.env.SHOPIFY_API_KEY,
        client_secret: process.env.SHOPIFY_API_SECRET,
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: await createSessionToken(shopify.simulation, shopify.shop(shopDomain)),
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
        expiring: "1",
      }),
    });
    const token = (await response.json()) as {
      access_token: string;
      refresh_token: string;
      scope: string;
    };
    await sessionStorage.storeSession(
      new Session({
        id: `offline_${shopDomain}`,
        shop: shopDomain,
        state: "",
        isOnline: false,
        accessToken: token.access_token,
        refreshToken: token.refresh_token,
        scope: token.scope,
        expires: new Date(Date.now() + 3_600_000),
      }),
    );
  }

  /** Has LINE tell its events to the app from now on. */
  async function takeWebhook() {
    const { createIntake: create } = await import("#app/intake/intake.server.ts");
    intake = create({ pool, db });
    afterAll(() => intake?.close());
    const { webhookKey } = await db.channel.update({
      where: { shopId: shop.id },
      data: { webhookMode: "own" },
    });
    const endpoint = `${appUrl}/webhooks/line/${webhookKey}`;
    account.bot.webhook = { endpoint, active: true, redelivery: false };
  }

  /** Works off the jobs that are waiting, as the worker does. */
  async function runJobs() {
    const { startJobWorker } = await import("#app/platform/jobs.server.ts");
    const { friendLinkedJob } = await import("#app/worker/friend-linked.server.ts");
    const { friendUnlinkedJob } = await import("#app/worker/friend-unlinked.server.ts");
    const { linkAnswerWantedJob } = await import("#app/worker/link-answer-wanted.server.ts");
    const { linkTakenAwayJob } = await import("#app/worker/link-taken-away.server.ts");
    const { profileWantedJob } = await import("#app/worker/profile-wanted.server.ts");
    const jobs = [
      friendLinkedJob,
      friendUnlinkedJob,
      linkAnswerWantedJob,
      linkTakenAwayJob,
      profileWantedJob,
    ];
    const worker = await startJobWorker({ pool, jobs, concurrency: 4 });
    await vi.waitFor(
      async () => {
        const { rows } = await pool.query<{ count: number; error: string | null }>(
          "SELECT count(*)::int AS count, max(last_error) AS error FROM graphile_worker._private_jobs",
        );
        if (rows[0]?.count) throw new Error(`${rows[0].count} jobs are left: ${rows[0].error}`);
      },
      { timeout: 10_000, interval: 50 },
    );
    await worker.stop();
  }

  return { db, shop, line, account, shopify, appUrl, takeWebhook, runJobs };
}

/** Routes throw refusals. */
function thrownResponse(thrown: unknown): Response {
  if (thrown instanceof Response) return thrown;
  throw thrown;
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const body = Buffer.concat(chunks);
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method,
    headers,
    body: body.length ? body : undefined,
  });
}

import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";

import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";
import { createSessionToken } from "#sandbox/shopify/oauth/session-token.ts";
import { createShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";
import type { ShopifyStandIn, ShopifyStandInOptions } from "#sandbox/shopify/shopify-stand-in.ts";

export const apiKey = "stand-in-test-key";
export const apiSecret = "stand-in-test-secret";
export const shopDomain = "musubi-sandbox.myshopify.com";

/** What reached the app. */
export type Received = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  topic: string | undefined;
};

export type AppAnswer = { status?: number; headers?: Record<string, string>; body?: string };

/**
 * A stand-in and an app of its own, over real HTTP; both end with the test.
 * `app.answer` is what the app does with a request; it may be replaced at any time.
 */
export async function startStandIn(options: Partial<ShopifyStandInOptions> = {}) {
  const app = {
    received: [] as Received[],
    answer: (_request: Received): AppAnswer | Promise<AppAnswer> => ({ status: 200 }),
    /** The bodies received under a topic, oldest first. */
    bodies(topic: string): Record<string, unknown>[] {
      return app.received
        .filter((each) => each.topic === topic && each.path === "/webhooks/shopify")
        .map((each) => JSON.parse(each.body) as Record<string, unknown>);
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://app");
      const received: Received = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        topic: request.headers["x-shopify-topic"] as string | undefined,
      };
      app.received.push(received);
      void Promise.resolve(app.answer(received)).then(
        ({ status = 200, headers = {}, body = "" }) => {
          response.writeHead(status, headers).end(body);
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const clock = createMemoryClock();
  const faults = createFaults();
  const requests = createRequestLog();
  const standIn = await createShopifyStandIn({
    clock,
    faults,
    requests,
    app: {
      apiKey,
      apiSecret,
      url: appUrl,
      tomlPath: fileURLToPath(new URL("fixtures/shopify.app.toml", import.meta.url)),
      extensionsDir: fileURLToPath(new URL("fixtures/extensions", import.meta.url)),
    },
    ...options,
  });
  onTestFinished(async () => {
    await standIn.close();
    server.closeAllConnections();
    server.close();
  });
  return { standIn, app, appUrl, clock, faults, requests, control: controlOf(standIn) };
}

/** `control("POST /checkouts", {...})` → the answer's JSON; throws on a refusal unless its status is asked for. */
function controlOf(standIn: ShopifyStandIn) {
  return async <T = Record<string, unknown>>(
    route: string,
    body?: object,
    shop = shopDomain,
  ): Promise<T> => {
    const [method, path] = route.split(" ") as [string, string];
    const response = await fetch(`${standIn.urls.api}/_sandbox${path}`, {
      method,
      headers: { "content-type": "application/json", "x-standin-shop": shop },
      ...(method !== "GET" && { body: JSON.stringify(body ?? {}) }),
    });
    const answer = (await response.json()) as T;
    if (!response.ok) throw new Error(`${route}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
}

/** Asks the token endpoint as Shopify's library does. */
export async function requestToken(standIn: ShopifyStandIn, body: object, shop = shopDomain) {
  const response = await fetch(`${standIn.urls.api}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-standin-shop": shop },
    body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...body }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export async function exchangeOffline(standIn: ShopifyStandIn, shop = shopDomain, expiring = "1") {
  const subjectToken = await createSessionToken(standIn.simulation, standIn.shop(shop));
  return requestToken(
    standIn,
    {
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: subjectToken,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring,
    },
    shop,
  );
}

export type GraphqlAnswer = {
  status: number;
  headers: Headers;
  body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; extensions?: Record<string, unknown> }[] | string;
    extensions?: { cost: { requestedQueryCost: number; actualQueryCost: number | null } };
  };
};

/** Asks the Admin API with a token, by default a fresh one. */
export async function askAdmin(
  standIn: ShopifyStandIn,
  query: string,
  variables: object = {},
  options: { token?: string; version?: string; shop?: string } = {},
): Promise<GraphqlAnswer> {
  const shop = options.shop ?? shopDomain;
  const token = options.token ?? String((await exchangeOffline(standIn, shop)).body.access_token);
  const response = await fetch(
    `${standIn.urls.api}/admin/api/${options.version ?? "2026-07"}/graphql.json`,
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-shopify-access-token": token,
        "x-standin-shop": shop,
      },
      body: JSON.stringify({ query, variables }),
    },
  );
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as GraphqlAnswer["body"],
  };
}

import type { AdminQueries, AdminMutations } from "@shopify/admin-api-client";
import { ClientError, GraphQLClient } from "graphql-request";
import { setTimeout as wait } from "node:timers/promises";
import { db } from "#app/platform/database.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countShopifyRequest } from "#app/platform/metrics.server.ts";
import { apiVersion, sessionStorage, unauthenticated } from "./shopify.server.ts";
import { shopifyFetch } from "./shopify-fetch.server.ts";

type Operations = AdminQueries & AdminMutations;
type VariablesOf<Query extends keyof Operations> = Operations[Query]["variables"];
type AnswerOf<Query extends keyof Operations> = Operations[Query]["return"];

export type AdminClient = {
  /**
   * Runs one operation of `operations/`, typed by codegen from Shopify's schema.
   *
   * Waits and tries again when Shopify throttles, by the points that `extensions.cost` says are missing.
   * @throws ClientError for GraphQL errors and for HTTP answers other than 200
   */
  request<Query extends keyof Operations>(
    query: Query,
    variables: VariablesOf<Query>,
  ): Promise<AnswerOf<Query>>;
};

/** The shop has uninstalled the app, or never opened it: there is no token to speak with. */
export class ShopAccessError extends Error {
  override name = "ShopAccessError";
}

/** Refreshed this long before the end, so that a token does not run out on the way. Shopify's library does the same. */
const REFRESH_BEFORE_MS = 5 * 60 * 1000;
const REQUEST_TIMEOUT_MS = 15_000;
const MAX_THROTTLED_TRIES = 8;

/**
 * The one client of Shopify's Admin GraphQL API, with the shop's offline token freshly refreshed.
 *
 * @throws ShopAccessError when there is no token, or Shopify refuses to refresh it
 */
export async function adminClient({ shopDomain }: { shopDomain: string }): Promise<AdminClient> {
  const accessToken = await freshToken(shopDomain);
  const client = new GraphQLClient(`https://${shopDomain}/admin/api/${apiVersion}/graphql.json`, {
    fetch: (input, init) =>
      shopifyFetch(input, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }),
    headers: { "X-Shopify-Access-Token": accessToken },
  });
  return {
    async request(query, variables) {
      for (let tries = 1; ; tries++) {
        try {
          const answer = await client.request<never>(
            query as string,
            variables as Record<string, unknown>,
          );
          countShopifyRequest("ok");
          return answer;
        } catch (error) {
          const pause = throttlePause(error);
          countShopifyRequest(pause === undefined ? "error" : "throttled");
          if (pause === undefined || tries >= MAX_THROTTLED_TRIES) throw error;
          log.info({ shop: shopDomain, pause, tries }, "Shopify throttles; waiting");
          await wait(pause);
        }
      }
    },
  };
}

/**
 * The shop's offline access token. Refresh tokens rotate, so one process refreshes at a time: the lock is held per
 * shop, and whoever waited for it finds the new token.
 */
async function freshToken(shop: string): Promise<string> {
  const session = await sessionStorage.loadSession(`offline_${shop}`);
  if (!session?.accessToken) throw new ShopAccessError(`There is no offline token for ${shop}.`);
  if (!session.isExpired(REFRESH_BEFORE_MS)) return session.accessToken;
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shopify-token:${shop}`}, 0))`;
    try {
      const { session: refreshed } = await unauthenticated.admin(shop);
      if (!refreshed.accessToken) throw new Error("the refreshed session has no token");
      return refreshed.accessToken;
    } catch (cause) {
      // The library throws a bare Response when Shopify refuses.
      const reason = cause instanceof Response ? `HTTP ${cause.status}` : (cause as Error).message;
      throw new ShopAccessError(`Shopify did not refresh the token of ${shop}: ${reason}`, {
        cause,
      });
    }
  });
}

type Cost = {
  requestedQueryCost?: number;
  throttleStatus?: { currentlyAvailable: number; restoreRate: number };
};

/** Milliseconds until Shopify has the missing points again; undefined when the error is not a throttle. */
function throttlePause(error: unknown): number | undefined {
  if (!(error instanceof ClientError)) return undefined;
  const { response } = error;
  const throttled =
    response.status === 429 ||
    response.errors?.some((each) => each.extensions?.code === "THROTTLED");
  if (!throttled) return undefined;
  const cost = (response.extensions as { cost?: Cost } | undefined)?.cost;
  const status = cost?.throttleStatus;
  if (!status) return 1_000;
  const missing = (cost.requestedQueryCost ?? 0) - status.currentlyAvailable;
  return Math.max(500, Math.ceil((missing / status.restoreRate) * 1000));
}

import type { Request, Response } from "express";
import { z } from "zod";

import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { loadAdminSchema, servedVersion } from "./admin-schema.ts";
import { createCostBucket } from "./cost-bucket.ts";
import type { CostBucket } from "./cost-bucket.ts";
import { executeAdminQuery, throttled } from "./execute-admin-query.ts";
import { createQueryContext } from "./query-context.ts";

const bodySchema = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

const unknownToken = "[API] Invalid API key or access token (unrecognized login or wrong password)";
const nonExpiringToken =
  "[API] Non-expiring access tokens are no longer accepted for the Admin API. " +
  "Start using expiring offline tokens: https://shopify.dev/docs/apps/build/" +
  "authentication-authorization/access-tokens/offline-access-tokens#expiring-vs-non-expiring-offline-tokens";

export type GraphqlEndpoint = {
  handle(request: Request, response: Response, shop: ShopState): Promise<void>;
  bucketOf(shop: ShopState): CostBucket;
};

/** `POST /admin/api/{version}/graphql.json` */
export function createGraphqlEndpoint(simulation: Simulation): GraphqlEndpoint {
  const admin = loadAdminSchema();
  const buckets = new Map<string, CostBucket>();
  const bucketOf = (shop: ShopState): CostBucket => {
    const bucket = buckets.get(shop.domain) ?? createCostBucket();
    buckets.set(shop.domain, bucket);
    return bucket;
  };
  return {
    bucketOf,
    async handle(request, response, shop) {
      const version = answeringVersion(String(request.params.version));
      if (!version) {
        response.status(404).json({ errors: "Not Found" });
        return;
      }
      response.set("x-shopify-api-version", version);
      const token = simulation.tokens.find(request.get("x-shopify-access-token") ?? "");
      const isAlive =
        token?.shop === shop.domain && (token.expiresAt === null || token.expiresAt > Date.now());
      if (!token || !isAlive || !shop.installation) {
        response.status(401).json({ errors: unknownToken });
        return;
      }
      if (token.mode === "offline" && token.expiresAt === null) {
        response.status(403).json({ errors: nonExpiringToken });
        return;
      }
      const parsed = bodySchema.safeParse(request.body);
      if (!parsed.success) {
        response.status(400).json({ errors: { query: "Required parameter missing or invalid" } });
        return;
      }
      const bucket = bucketOf(shop);
      const spent = simulation.faults.take("shopify", "POST /admin/api/graphql.json", [
        "quota-spent",
      ]);
      if (spent) {
        response.json(throttled(bucket, 10));
        return;
      }
      const { query, variables, operationName } = parsed.data;
      const answer = await executeAdminQuery(
        admin,
        createQueryContext(simulation, shop, token.scopes, admin),
        bucket,
        { query, variables: variables ?? {}, operationName: operationName ?? null },
      );
      response.locals.note = operationName ?? undefined;
      response.json(answer);
    },
  };
}

/**
 * Shopify answers a version that it no longer supports with its oldest one, and a version that does not exist with 404.
 * The stand-in has one version's schema, so that one is its oldest and its newest.
 */
function answeringVersion(asked: string): string | null {
  if (!/^\d{4}-(01|04|07|10)$/.test(asked)) return null;
  return asked <= servedVersion ? servedVersion : null;
}

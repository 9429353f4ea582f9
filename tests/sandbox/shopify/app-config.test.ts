import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readAppConfig } from "#sandbox/shopify/webhooks/app-config.ts";

function tomlWith(subscription: string, scopes = "read_orders"): string {
  const file = join(mkdtempSync(join(tmpdir(), "toml-")), "shopify.app.toml");
  writeFileSync(
    file,
    `[access_scopes]\nscopes = "${scopes}"\n[webhooks]\napi_version = "2026-07"\n[[webhooks.subscriptions]]\nuri = "/w"\n${subscription}\n`,
  );
  return file;
}

test("a topic whose scope the app asks for is taken, also when a write scope implies it", () => {
  const file = tomlWith('topics = ["customers/create"]', "write_customers");
  expect(readAppConfig(file).subscriptions).toEqual([
    { topic: "customers/create", uri: "/w", name: null, includeFields: null },
  ]);
});

test.each([
  ['topics = ["orders/creat"]', "does not know the webhook topic orders/creat"],
  ['topics = ["customers/update"]', "needs the scope read_customers"],
  ['topics = ["shop/redact"]', "belongs under compliance_topics"],
  ['compliance_topics = ["shop/update"]', "belongs under topics"],
  ['topics = ["orders/create"]\nfilter = "total_price:>=10"', "does not evaluate webhook filters"],
])("a toml that says %s is refused", (subscription, reason) => {
  expect(() => readAppConfig(tomlWith(subscription))).toThrow(reason);
});

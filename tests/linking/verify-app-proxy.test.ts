import { expect, test } from "vitest";
import { hmacSha256 } from "#app/platform/crypto.server.ts";
import { verifyAppProxy } from "#app/shopify/verify-app-proxy.server.ts";

// The example of Shopify's documentation, "Authenticate app proxies", with its own secret and signature.
const documented = new URL(
  "https://app.example/proxy?extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
);
const realTime = new Date(1317327555 * 1000);

test("Shopify's documented example is taken as signed", () => {
  expect(verifyAppProxy({ url: documented, secret: "hush", realTime })).toEqual({
    outcome: "verified",
    shopDomain: "shop-name.myshopify.com",
    customerGid: "gid://shopify/Customer/1",
  });
});

test("the example is refused under another secret, with a changed value, and 91 seconds later", () => {
  expect(verifyAppProxy({ url: documented, secret: "other", realTime })).toMatchObject({
    reason: "signature",
  });
  const changed = new URL(documented);
  changed.searchParams.set("logged_in_customer_id", "2");
  expect(verifyAppProxy({ url: changed, secret: "hush", realTime })).toMatchObject({
    reason: "signature",
  });
  const later = new Date(realTime.getTime() + 91_000);
  expect(verifyAppProxy({ url: documented, secret: "hush", realTime: later })).toMatchObject({
    reason: "stale",
  });
});

test.each([
  "evil.example",
  "shop-name.myshopify.com.evil.example",
  "a\0.myshopify.com",
  "A.myshopify.com",
])("a shop's domain that is none (%j) is refused, however it was signed", (domain) => {
  const url = new URL("https://app.example/proxy?logged_in_customer_id=1&timestamp=1317327555");
  url.searchParams.set("shop", domain);
  const message = `logged_in_customer_id=1shop=${domain}timestamp=1317327555`;
  url.searchParams.set("signature", hmacSha256("hush", message, "hex"));
  expect(verifyAppProxy({ url, secret: "hush", realTime })).toEqual({
    outcome: "refused",
    reason: "signature",
  });
});

test.each([
  [
    "another customer",
    { a: "1logged_in_customer_id=1m=1" },
    { a: "1", logged_in_customer_id: "1", m: "1logged_in_customer_id=5" },
  ],
  [
    "another shop",
    { s: "1shop=a-victim.myshopify.comsi=1" },
    { s: "1", shop: "a-victim.myshopify.com", si: "1shop=own.myshopify.com" },
  ],
])(
  "%s that was hidden in a value comes to light by no other cut of the signed text",
  (_whom, signed, cut) => {
    const own = { logged_in_customer_id: "5", shop: "own.myshopify.com", timestamp: "1317327555" };
    const message = (query: Record<string, string>) =>
      Object.entries(query)
        .map((pair) => pair.join("="))
        .sort()
        .join("");
    const forged: Record<string, string> = { ...own, ...cut };
    // The same text, so the same signature.
    expect(message(forged)).toBe(message({ ...own, ...signed }));
    const signature = hmacSha256("hush", message(forged), "hex");
    const url = new URL(
      `https://app.example/proxy?${new URLSearchParams({ ...forged, signature })}`,
    );
    expect(verifyAppProxy({ url, secret: "hush", realTime })).toMatchObject({
      reason: "signature",
    });
  },
);

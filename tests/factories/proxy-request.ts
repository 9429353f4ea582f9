import { createHmac } from "node:crypto";

type Visit = {
  shop: { domain: string };
  /** Storefront path under /apps/musubi, e.g. `/link?return_to=/` */
  path: string;
  /** `gid://shopify/Customer/…`; null when nobody is logged in */
  customerGid: string | null;
  /** Posted fields; a GET without them */
  form?: Record<string, string>;
  /** When Shopify signed it, epoch milliseconds */
  signedAt?: number;
  headers?: Record<string, string>;
  /** More values that a visitor put into the query: Shopify's follow them */
  smuggled?: [string, string][];
};

/** The request that reaches the app when a visitor opens a path of the app proxy, signed as Shopify documents it. */
export function proxyRequest({
  shop,
  path,
  customerGid,
  form,
  signedAt,
  headers,
  smuggled,
}: Visit): Request {
  const url = new URL(path, "https://musubi.test");
  url.pathname = `/proxy${url.pathname}`;
  for (const [name, value] of smuggled ?? []) url.searchParams.append(name, value);
  url.searchParams.append("logged_in_customer_id", customerGid?.split("/").at(-1) ?? "");
  url.searchParams.append("path_prefix", "/apps/musubi");
  url.searchParams.append("shop", shop.domain);
  url.searchParams.append("timestamp", String(Math.floor((signedAt ?? Date.now()) / 1000)));
  url.searchParams.append("signature", sign(url.searchParams));
  return new Request(url, {
    method: form ? "POST" : "GET",
    body: form ? new URLSearchParams(form) : undefined,
    headers: { "accept-language": "ja", ...headers },
  });
}

function sign(query: URLSearchParams): string {
  const pairs = new Map<string, string[]>();
  for (const [name, value] of query) pairs.set(name, [...(pairs.get(name) ?? []), value]);
  const message = [...pairs].map(([name, values]) => `${name}=${values.join(",")}`).sort();
  return createHmac("sha256", process.env.SHOPIFY_API_SECRET ?? "")
    .update(message.join(""))
    .digest("hex");
}

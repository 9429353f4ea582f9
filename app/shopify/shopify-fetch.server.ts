import { env } from "#app/platform/env.server.ts";

/**
 * `fetch` to a shop's own domain. In the sandbox, what would go to `https://{shop}.myshopify.com` goes to the
 * stand-in on loopback, with the shop's domain in a header; nothing else changes.
 */
export const shopifyFetch: typeof fetch = async (input, init) => {
  const standIn = env().SHOPIFY_STANDIN_URL;
  const url = new URL(input instanceof Request ? input.url : input);
  if (!standIn || !url.hostname.endsWith(".myshopify.com")) return fetch(input, init);
  const request = new Request(input, init);
  const headers = new Headers(request.headers);
  headers.set("x-standin-shop", url.hostname);
  return fetch(`${standIn}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    body: request.body ? await request.arrayBuffer() : undefined,
    redirect: "manual",
    signal: request.signal,
  });
};

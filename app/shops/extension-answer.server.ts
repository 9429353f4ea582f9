/**
 * Extensions run in a worker of Shopify's without an origin of its own, so every origin may ask (Shopify, "Customer
 * account UI extensions: network access"). No cookie goes along and none is set: who asks is told by the token alone.
 */
const HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "Authorization, Content-Type",
  "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
  "Access-Control-Max-Age": "86400",
  "Cache-Control": "no-store",
};

/** An answer to an extension that runs inside Shopify's pages. */
export function answerExtension(body: object, status = 200): Response {
  return Response.json(body, { status, headers: HEADERS });
}

/** The browser's question whether an extension may ask; null when the request is not that. */
export function answerPreflight(request: Request): Response | null {
  return request.method === "OPTIONS"
    ? new Response(null, { status: 204, headers: HEADERS })
    : null;
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify/shopify.server.ts";

/** Shopify's bounce page and its way out of the frame; the library answers both. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}

import { ShopifyError } from "@shopify/shopify-api";
import { authenticate } from "./shopify.server.ts";

/**
 * Shopify's pages under /auth, as the library answers them: by a thrown Response. What it refuses by an error, a way out
 * of the frame that leads to another site, is the caller's fault: 400.
 */
export async function answerAuthPage(request: Request): Promise<Response | null> {
  try {
    await authenticate.admin(request);
    return null;
  } catch (error) {
    if (error instanceof ShopifyError) return new Response(null, { status: 400 });
    throw error;
  }
}

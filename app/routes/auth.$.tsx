import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerAuthPage } from "#app/shopify/answer-auth-page.server.ts";

/** Shopify's bounce page and its way out of the frame; the library answers both. */
export async function loader({ request }: LoaderFunctionArgs) {
  return answerAuthPage(request);
}

import { env } from "./env.server.ts";

/** What the browser may know of the environment: the public client id, and where App Bridge is loaded from. */
export function embeddedAppConfig(): { apiKey: string; appBridgeUrl: string | undefined } {
  return { apiKey: env().SHOPIFY_API_KEY, appBridgeUrl: env().APP_BRIDGE_URL };
}

import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import {
  ApiVersion,
  AppDistribution,
  LogSeverity,
  shopifyApp,
} from "@shopify/shopify-app-remix/server";
import { db } from "#app/platform/database.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { createSealedSessionStorage } from "./sealed-session-storage.server.ts";
import { shopifyFetch } from "./shopify-fetch.server.ts";

/** For GraphQL and webhooks alike; `shopify.app.toml` says the same. */
export const apiVersion = ApiVersion.July26;

// Set after the import above, which sets the platform's own.
setAbstractFetchFunc(shopifyFetch);

/**
 * The library looks for its table when it is loaded, and ends the process when it gives up. PostgreSQL may be restarting
 * at that moment: twelve looks of five seconds outlast that.
 */
const SESSION_TABLE_LOOKS = 12;

const shopify = shopifyApp({
  apiKey: env().SHOPIFY_API_KEY,
  apiSecretKey: env().SHOPIFY_API_SECRET,
  apiVersion,
  scopes: env().SCOPES.split(","),
  appUrl: env().SHOPIFY_APP_URL,
  authPathPrefix: "/auth",
  sessionStorage: createSealedSessionStorage(
    new PrismaSessionStorage(db, { connectionRetries: SESSION_TABLE_LOOKS }),
  ),
  distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  logger: {
    level: LogSeverity.Warning,
    log: (severity, message) => {
      if (severity === LogSeverity.Error)
        log.error({ shopify: message }, "Shopify's library reports an error");
      else log.warn({ shopify: message }, "Shopify's library warns");
    },
  },
});

export const { authenticate, unauthenticated, sessionStorage } = shopify;

/**
 * Allows framing by this shop's admin only, and by nobody where no shop is named: the library would leave such a
 * document open to all. In the sandbox the stand-in's admin may frame the app as well.
 */
export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  shopify.addDocumentResponseHeaders(request, headers);
  const policy = headers.get("Content-Security-Policy");
  if (!policy) headers.set("Content-Security-Policy", "frame-ancestors 'none';");
  const standIns = env().SHOPIFY_STANDIN_FRAMES;
  if (!standIns) return;
  if (policy)
    headers.set("Content-Security-Policy", policy.replace(/;?$/, ` ${standIns.join(" ")};`));
  // The library names Shopify's CDN whatever script is in use.
  headers.delete("Link");
}

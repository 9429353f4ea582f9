// `node sandbox/shopify/start.ts --app http://localhost:3000 --toml shopify.app.toml`: this stand-in by itself.
import { parseArgs } from "node:util";

import { createMemoryClock } from "#sandbox/clock.ts";
import { createFaults } from "#sandbox/faults.ts";
import { createRequestLog } from "#sandbox/request-log.ts";

import { createShopifyStandIn } from "./shopify-stand-in.ts";

const { values } = parseArgs({
  options: {
    app: { type: "string", default: "http://127.0.0.1:3000" },
    toml: { type: "string", default: "shopify.app.toml" },
    extensions: { type: "string", default: "extensions" },
    key: { type: "string", default: "sandbox-api-key" },
    secret: { type: "string", default: "sandbox-api-secret" },
    "api-port": { type: "string", default: "4010" },
    "admin-port": { type: "string", default: "4011" },
    "storefront-port": { type: "string", default: "4012" },
    shop: { type: "string", multiple: true, default: ["musubi-sandbox.myshopify.com"] },
  },
});

const standIn = await createShopifyStandIn({
  clock: createMemoryClock(),
  faults: createFaults(),
  requests: createRequestLog(),
  app: {
    apiKey: values.key,
    apiSecret: values.secret,
    url: values.app,
    tomlPath: values.toml,
    extensionsDir: values.extensions,
  },
  shops: values.shop.map((given) => {
    const name = given.split(".")[0]!;
    return { domain: `${name}.myshopify.com`, name };
  }),
  ports: {
    api: Number(values["api-port"]),
    admin: Number(values["admin-port"]),
    storefront: Number(values["storefront-port"]),
  },
}).catch((error: Error) => {
  // A taken port, a toml or a folder that is not there: the message says which.
  console.error(error.message);
  process.exit(1);
});

console.log(`
  A Shopify of your own is up, for the app at ${values.app}.

    Admin       ${standIn.urls.admin}
    Storefront  ${Object.values(standIn.urls.storefronts).join("\n                ")}
    API         ${standIn.urls.api}   (what https://{shop} is for the app; name the shop in x-standin-shop)
    Control     ${standIn.urls.api}/_sandbox/shop

  The app's environment:

    SHOPIFY_API_KEY=${values.key}
    SHOPIFY_API_SECRET=${values.secret}
    APP_BRIDGE_URL=${standIn.urls.admin}/app-bridge.js
`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}

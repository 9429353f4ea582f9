// `npm run sandbox`: the whole product against stand-ins of LINE and Shopify, with a desk to look at.
import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildApp, startApp } from "./app-process.ts";
import { createFileClock } from "./clock.ts";
import { createDesk } from "./desk/desk.ts";
import { createFaults } from "./faults.ts";
import { createLineStandIn } from "./line/line-stand-in.ts";
import { createMailStandIn } from "./mail/mail-stand-in.ts";
import { createRequestLog } from "./request-log.ts";
import { makeRunFolder } from "./run-folder.ts";
import { seedLine } from "./seed-line.ts";
import { createShopifyStandIn } from "./shopify/shopify-stand-in.ts";

/** What is tried first; where one is taken, any free port serves. */
const WANTED_PORTS = { desk: 4000, app: 4001, admin: 4002, storefront: 4003, access: 4004 };

const { values } = parseArgs({
  options: {
    /** Any free ports, for tests and for a second sandbox. */
    "free-ports": { type: "boolean", default: false },
  },
});

const wanted = async (port: number) =>
  !values["free-ports"] && (await isFree(port)) ? port : freePort();

async function main() {
  await buildApp();
  const run = await makeRunFolder();
  const clock = createFileClock(join(run.path, "clock"));
  const faults = createFaults();
  const requests = createRequestLog();
  const deskPort = await wanted(WANTED_PORTS.desk);
  const appUrl = `http://localhost:${await wanted(WANTED_PORTS.app)}`;
  const app = {
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: randomBytes(16).toString("hex"),
    url: appUrl,
    tomlPath: "shopify.app.toml",
    extensionsDir: "extensions",
  };

  const line = await createLineStandIn({
    clock,
    faults,
    requests,
    ports: { access: await wanted(WANTED_PORTS.access) },
  });
  const channel = seedLine(line, { appUrl });
  const shopify = await createShopifyStandIn({
    clock,
    faults,
    requests,
    app,
    ports: {
      admin: await wanted(WANTED_PORTS.admin),
      storefront: await wanted(WANTED_PORTS.storefront),
    },
  });

  const mail = await createMailStandIn({ faults });
  const encryptionKey = randomBytes(32).toString("hex");
  // A test that started this searches what it sees for them.
  process.send?.({ secrets: [app.apiSecret, encryptionKey] });
  const log = await open(join(run.path, "app.log"), "a");
  const product = await startApp({
    url: appUrl,
    logFile: log.fd,
    env: {
      NODE_ENV: "production",
      ROLE: "all",
      LISTEN_ADDRESS: "127.0.0.1",
      PORT: new URL(appUrl).port,
      // The sandbox never touches a database of one's own.
      DATABASE_URL: "",
      DATA_DIR: run.path,
      SHOPIFY_APP_URL: appUrl,
      SHOPIFY_API_KEY: app.apiKey,
      SHOPIFY_API_SECRET: app.apiSecret,
      SCOPES: "",
      ENCRYPTION_KEY: encryptionKey,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
      SMTP_URL: mail.smtpUrl,
      MAIL_FROM: "Musubi <no-reply@musubi.example>",
      LINE_API_URL: line.urls.api,
      LINE_DATA_API_URL: line.urls.data,
      LINE_ACCESS_URL: line.urls.access,
      SHOPIFY_STANDIN_URL: shopify.urls.api,
      // The desk frames the admin, which frames the product: a browser asks for leave to be framed by both.
      SHOPIFY_STANDIN_FRAMES: `${shopify.urls.admin} http://localhost:${deskPort}`,
      APP_BRIDGE_URL: `${shopify.urls.admin}/app-bridge.js`,
      SANDBOX_CLOCK_FILE: join(run.path, "clock"),
    },
  });

  const shop = shopify.shop();
  const desk = await createDesk({
    clock,
    faults,
    requests,
    mail,
    port: deskPort,
    links: {
      app: appUrl,
      admin: `${shopify.urls.admin}/store/${shop.domain.split(".")[0]}/apps/${app.apiKey}`,
      storefront: shopify.urls.storefront,
      line: line.urls,
      shopify: shopify.urls.api,
      shop: {
        domain: shop.domain,
        customers: [...shop.customers.values()].map(({ id, email }) => ({ id: String(id), email })),
      },
      channel,
    },
  });
  console.log(`
  Musubi's sandbox is up.

    Desk        ${desk.url}
    Addresses   ${desk.url}/sandbox.json
    App's log   ${join(run.path, "app.log")}

  Open the desk: storefront, admin and phone side by side, and what to do first. Ctrl-C ends it.
`);

  let isStopping = false;
  async function stop() {
    if (isStopping) return;
    isStopping = true;
    await product.stop();
    await Promise.all([desk.close(), line.close(), shopify.close(), mail.close(), log.close()]);
    await run.remove();
    process.exit(0);
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
  // Started by a program (a test) that is gone: nothing is left behind.
  if (process.send) process.on("disconnect", () => void stop());
  product.child.once("exit", (code) => {
    if (isStopping) return;
    console.error(
      `Musubi ended by itself (exit code ${code}). Its log: ${join(run.path, "app.log")}`,
    );
    void stop();
  });
}

async function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  return listenOnce(0);
}

async function listenOnce(wantedPort: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) =>
    server.once("error", fail).listen(wantedPort, "127.0.0.1", done),
  );
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

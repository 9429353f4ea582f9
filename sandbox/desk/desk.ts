import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import express from "express";
import { forwardRejections } from "../forward-rejections.ts";
import type { SandboxClock } from "../clock.ts";
import type { Faults } from "../faults.ts";
import { createPhonePage } from "../phone/phone-page.ts";
import { servePage } from "../phone/serve-page.ts";
import type { MailStandIn } from "../mail/mail-stand-in.ts";
import type { RequestLog } from "../request-log.ts";
import { createControlApi } from "./control-api.ts";
import { loopbackOnly } from "./loopback-only.ts";
import type { SandboxJson, SandboxLinks } from "./sandbox-json.ts";

export type Desk = { url: string; sandboxJson: SandboxJson; close(): Promise<void> };

/**
 * The desk: one page with the storefront, the admin and the phone side by side, the clock, the requests between them and the
 * faults; the phone's page at `/phone/`; `GET /sandbox.json` and `/control/…` for programs. Listens on loopback only.
 * @param options.links where everything else already runs
 * @param options.port 0 (the default) takes a free one
 * @throws when the port is taken
 */
export async function createDesk(options: {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  /** Whose mails are shown */
  mail?: Pick<MailStandIn, "mails">;
  links: SandboxLinks;
  port?: number;
}): Promise<Desk> {
  const { links, port = 0 } = options;
  const app = forwardRejections(express());
  app.disable("x-powered-by");
  const server = app.listen(port, "127.0.0.1");
  await once(server, "listening");
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  const { app: product, admin, storefront, line, shopify, shop, channel } = links;
  const control = {
    clock: `${url}/control/clock`,
    faults: `${url}/control/faults`,
    requests: `${url}/control/requests`,
    mails: `${url}/control/mails`,
  };
  const phone = `${url}/phone/`;
  const sandboxJson: SandboxJson = {
    app: product,
    admin,
    storefront,
    phone,
    line,
    shopify,
    control,
    shop,
    channel,
  };

  app.use(loopbackOnly);
  app.get("/sandbox.json", (_request, response) => void response.json(sandboxJson));
  app.use("/control", createControlApi(options));
  app.use("/phone", await createPhonePage({ lineApi: line.api }));
  app.use(
    await servePage({
      entry: fileURLToPath(new URL("./client/main.tsx", import.meta.url)),
      title: "Sandbox",
    }),
  );

  return {
    url,
    sandboxJson,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

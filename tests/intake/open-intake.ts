import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createIntake } from "#app/intake/intake.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { webhookWork } from "#app/worker/work-events.server.ts";
import { workLane } from "#app/worker/work-lane.server.ts";
import type { Webhook } from "#tests/factories/webhook.ts";

/** The intake behind a real HTTP server, as the Node server puts it in front of the pages (which answer 418 here). */
export async function openIntake(options: { pool?: typeof pool } = {}) {
  const intake = createIntake({ pool: options.pool ?? pool, db });
  const pages: RequestListener = (_request, response) => void response.writeHead(418).end();
  const server = createServer((request, response) => {
    if (!intake.handle(request, response)) pages(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    intake,
    async send({ path, headers, body }: Webhook, init: RequestInit = {}) {
      const response = await fetch(url + path, { method: "POST", headers, body, ...init });
      const json = (await response.json()) as { error?: { code: string; message: string } };
      return { status: response.status, code: json.error?.code, headers: response.headers };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await intake.close();
    },
  };
}

/** Works off everything that is stored, as the worker would. Fails when an event fails. */
export async function workAll(): Promise<void> {
  let lane: number | null = -1;
  while (lane !== null)
    lane = await workLane({ db, work: webhookWork, after: lane, isStopping: () => false });
  const failed = await db.webhookEvent.findFirst({ where: { attempts: { gt: 0 } } });
  if (failed) throw new Error(`${failed.topic}: ${failed.outcome}`);
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Pool } from "undici";

export type Moment = "LINE holds the request" | "LINE accepted";

type Options = {
  /** The stand-in behind it. */
  target: string;
  /** Waits as long as it is to wait: a worker that is to die now dies meanwhile. */
  pause: (moment: Moment) => Promise<void>;
  /** Hears of a push that LINE refused since the month's messages are used up. */
  onQuotaSpent: () => void;
};

/**
 * Stands before the stand-in for LINE, for one worker: hands every request on, and holds a push
 * before LINE has taken it, or LINE's answer after.
 */
export async function startLineFront(options: Options): Promise<{ url: string; server: Server }> {
  const client = new Pool(options.target, { connections: 256 });
  const server = createServer((request, response) => {
    handOn(request, response, client, options).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  client: Pool,
  { pause, onQuotaSpent }: Options,
): Promise<void> {
  const body = await buffer(request);
  const isPush = request.url === "/v2/bot/message/push";
  if (isPush) await pause("LINE holds the request");
  const { host, connection, "content-length": length, ...headers } = request.headers;
  void [host, connection, length];
  const answer = await client.request({
    method: request.method as "GET" | "POST" | "PUT",
    path: request.url ?? "/",
    headers,
    body: body.length > 0 ? body : null,
  });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  if (isPush && answer.statusCode === 429 && /monthly limit/.test(bytes.toString())) onQuotaSpent();
  if (isPush && answer.statusCode === 200) await pause("LINE accepted");
  const {
    "transfer-encoding": encoding,
    "keep-alive": keepAlive,
    ...answerHeaders
  } = answer.headers;
  void [encoding, keepAlive];
  response.writeHead(answer.statusCode, answerHeaders).end(bytes);
}

import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createMemoryClock, type SandboxClock } from "#sandbox/clock.ts";
import { createFaults, type Faults } from "#sandbox/faults.ts";
import {
  createLineStandIn,
  type LineStandIn,
  type LineStandInOptions,
} from "#sandbox/line/line-stand-in.ts";
import type { LoginChannel, MessagingChannel, PhoneUser } from "#sandbox/line/state.ts";
import { createRequestLog, type RequestLog } from "#sandbox/request-log.ts";

export type Answer = { status: number; headers: Headers; json: unknown };

export type LineWorld = {
  line: LineStandIn;
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  providerId: string;
  bot: MessagingChannel;
  login: LoginChannel;
  person: PhoneUser;
  /** The person's id as the bot sees it. */
  userId: string;
  /** Calls the api server with a fresh stateless token of the bot. */
  call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** The messages of the person's talk, as sent. */
  talk: () => unknown[];
};

export const CALLBACK = "https://shop.example/callback";

/** A stand-in with one bot, its login channel and one friend; it ends with the test. */
export async function lineWorld(options: Partial<LineStandInOptions> = {}): Promise<LineWorld> {
  const clock = createMemoryClock();
  const faults = createFaults();
  const requests = createRequestLog();
  const line = await createLineStandIn({ clock, faults, requests, ...options });
  onTestFinished(() => line.close());
  const { providerId } = line.state.addProvider({ name: "Test provider" });
  const bot = line.state.addMessagingChannel({ providerId, displayName: "結び商店" });
  const login = line.state.addLoginChannel({
    providerId,
    displayName: "結び商店",
    linkedBotUserId: bot.botUserId,
    callbackUrls: [CALLBACK],
  });
  const person = line.state.addUser({ displayName: "花子", email: "hanako@example.com" });
  const userId = person.userIds[providerId] ?? "";
  line.state.setFriendship(bot.botUserId, userId, "following");
  const token = await issueToken(line, bot);
  return {
    line,
    clock,
    faults,
    requests,
    providerId,
    bot,
    login,
    person,
    userId,
    call: (method, path, body, headers = {}) =>
      request(line.urls.api + path, method, body, { authorization: `Bearer ${token}`, ...headers }),
    talk: () => line.talks.read(bot.botUserId, userId).messages.map(({ message }) => message),
  };
}

async function issueToken(line: LineStandIn, bot: MessagingChannel): Promise<string> {
  const answer = await postForm(`${line.urls.api}/oauth2/v3/token`, {
    grant_type: "client_credentials",
    client_id: bot.channelId,
    client_secret: bot.channelSecret,
  });
  return (answer.json as { access_token: string }).access_token;
}

export async function request(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return {
    status: response.status,
    headers: response.headers,
    json: isJson ? JSON.parse(text) : text,
  };
}

export function postForm(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return request(url, "POST", new URLSearchParams(form).toString(), {
    "content-type": "application/x-www-form-urlencoded",
    ...headers,
  });
}

export const text = (words: string) => ({ type: "text", text: words });

export type Received = {
  headers: IncomingHttpHeaders;
  raw: string;
  body: { destination: string; events: Record<string, unknown>[] };
};

export type BotServer = { url: string; received: Received[] };

/** A bot server that keeps what it is sent; it answers 200, or what `answer` says, and ends with the test. */
export async function botServer(
  answer: (received: Received, count: number) => number | Promise<number> = () => 200,
): Promise<BotServer> {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const one = { headers: req.headers, raw, body: JSON.parse(raw) as Received["body"] };
      received.push(one);
      void Promise.resolve(answer(one, received.length)).then((status) => {
        res.statusCode = status;
        res.end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`, received };
}

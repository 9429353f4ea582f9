import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";

// A LINE that ends its first token early: the stand-in, as LINE, never does so by itself.
const asked: string[] = [];
let issued = 0;
const server = createServer((request, answer) => {
  asked.push(request.url ?? "");
  answer.setHeader("content-type", "application/json");
  if (request.url === "/oauth2/v3/token") {
    issued += 1;
    answer.end(JSON.stringify({ access_token: `token-${issued}`, expires_in: 900 }));
    return;
  }
  answer.statusCode = request.headers.authorization === "Bearer token-1" ? 401 : 200;
  answer.end(
    JSON.stringify({
      userId: `U${"0".repeat(32)}`,
      basicId: "@musubi",
      displayName: "結び商店",
      chatMode: "bot",
    }),
  );
});
await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
afterAll(() => void server.close());
Object.assign(process.env, {
  NODE_ENV: "test",
  SHOPIFY_APP_URL: "https://musubi.test",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  ENCRYPTION_KEY: "0f".repeat(32),
  LOG_LEVEL: "fatal",
  LINE_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
});
const { readBotInfo } = await import("#app/line/bot-info.server.ts");

test("a token that LINE refuses is renewed once, for all requests that had it", async () => {
  const credentials = {
    channelRowId: randomUUID(),
    messagingChannelId: "2000000001",
    messagingSecret: "a".repeat(32),
  };
  const answers = await Promise.all([readBotInfo({ credentials }), readBotInfo({ credentials })]);
  expect(answers.map(({ outcome }) => outcome)).toEqual(["found", "found"]);
  expect(asked.filter((path) => path === "/oauth2/v3/token")).toHaveLength(2);
});

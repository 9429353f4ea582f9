import { createRequestHandler } from "@remix-run/express";
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type RequestOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { createPages } from "#app/pages.server.ts";

type Log = Parameters<typeof createPages>[0]["log"];
const log = { info: vi.fn(), error: vi.fn() };

/** Remix as the server uses it; no request of these tests is to reach a page. */
const remix = createRequestHandler({
  build: () => Promise.reject(new Error("a page was asked")),
  mode: "production",
});
const server = createServer(
  createPages({
    handleRequest: remix,
    isReady: () => Promise.resolve(true),
    log: log as unknown as Log,
    servesPages: true,
  }),
);
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => vi.clearAllMocks());

/** A request whose line and headers no URL parser has tidied. */
async function ask(
  options: RequestOptions,
  body?: string,
): Promise<{ status: number; body: string }> {
  const { port } = server.address() as AddressInfo;
  const sent = request({ host: "127.0.0.1", port, ...options });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  let said = "";
  for await (const chunk of answer) said += String(chunk);
  return { status: answer.statusCode ?? 0, body: said };
}

test.each(["//", "///", "//[", "/\\", "http://[", "/%00", "*"])(
  "a request for %s is answered and logged, and the server lives on",
  async (path) => {
    const method = path === "*" ? "OPTIONS" : "GET";
    expect((await ask({ path, method })).status).toBeGreaterThanOrEqual(400);
    expect((await ask({ path: "/healthz" })).status).toBe(200);
  },
);

test("an address that cannot be decoded and a host that is none are 400, without a word of the code", async () => {
  for (const answer of [
    await ask({ path: "/%E0%A4%A" }),
    await ask({ path: "/app", headers: { host: "evil host" } }),
    await ask({ path: "/app", headers: { "x-forwarded-proto": "ht tp" } }),
  ]) {
    expect(answer).toEqual({ status: 400, body: "Bad Request" });
  }
  expect(log.error).not.toHaveBeenCalled();
});

test.each(["TRACE", "PUT", "OPTIONS"])(
  "the method %s, which no page knows, is 405",
  async (method) => {
    expect((await ask({ path: "/app", method })).status).toBe(405);
  },
);

test("a body larger than any form is 413", async () => {
  const answer = await ask({ path: "/app", method: "POST" }, "a".repeat(1024 * 1024 + 1));
  expect(answer).toEqual({ status: 413, body: "Payload Too Large" });
});

test("a surprise is logged and answered with 500, without its stack", async () => {
  expect(await ask({ path: "/app" })).toEqual({ status: 500, body: "Internal Server Error" });
  expect(log.error).toHaveBeenCalledOnce();
});

test("nothing outside of the browser's files is served", async () => {
  for (const path of ["/assets/../../package.json", "/assets/..%2f..%2f..%2fpackage.json"]) {
    expect((await ask({ path })).status).toBe(403);
  }
});

test("the operator's numbers are there with a token only, also in a process that serves no pages", async () => {
  const token = "a token that the operator made";
  const read = () => Promise.resolve({ contentType: "text/plain; version=0.0.4", text: "up 1" });
  const status = async (
    metrics: { token: string; read: typeof read } | undefined,
    shown?: string,
  ) => {
    const pages = createServer(
      createPages({
        handleRequest: remix,
        isReady: () => Promise.resolve(true),
        log: log as unknown as Log,
        metrics,
        servesPages: false,
      }),
    ).listen(0, "127.0.0.1");
    await once(pages, "listening");
    const { port } = pages.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
      headers: shown === undefined ? {} : { authorization: shown },
    });
    const said = [answer.status, await answer.text()];
    pages.closeAllConnections();
    pages.close();
    return said;
  };
  expect(await status(undefined, `Bearer ${token}`)).toEqual([404, "Not Found"]);
  expect(await status({ token, read })).toEqual([401, "Unauthorized"]);
  expect(await status({ token, read }, token)).toEqual([401, "Unauthorized"]);
  expect(await status({ token, read }, `Bearer ${token}`)).toEqual([200, "up 1"]);
});

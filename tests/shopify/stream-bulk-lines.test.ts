import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BulkResultGoneError, streamBulkLines } from "#app/shopify/stream-bulk-lines.server.ts";

let answer: (response: ServerResponse) => void = (response) => response.end();
const server = createServer((_request, response) => answer(response));
let url = "";

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/result.jsonl`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(fileSize?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of streamBulkLines({ url, fileSize })) lines.push(...batch);
  return lines;
}

/** Sends pieces as pieces of their own. */
async function send(response: ServerResponse, pieces: (string | Buffer)[]) {
  for (const piece of pieces) {
    await new Promise((done) => response.write(piece, done));
    await new Promise((done) => setImmediate(done));
  }
  response.end();
}

test("lines come whole, however the network cuts them, also within a character, and with or without a last line end", async () => {
  const bytes = Buffer.from('{"name":"花子"}\n{"name":"太郎"}\n{"name":"🍵"}');
  for (const size of [1, 3, 7, 1_000]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, index * size + size),
    );
    answer = (response) => void send(response, pieces);
    expect(await read()).toEqual(['{"name":"花子"}', '{"name":"太郎"}', '{"name":"🍵"}']);
  }
});

test("an empty file has no lines, and empty lines are none", async () => {
  answer = (response) => response.end();
  expect(await read()).toEqual([]);
  answer = (response) => response.end("\n\n{}\n\n");
  expect(await read()).toEqual(["{}"]);
});

test.each([400, 403, 404, 410])("HTTP %i says that the file is gone", async (status) => {
  answer = (response) => response.writeHead(status).end("<Error/>");
  await expect(read()).rejects.toBeInstanceOf(BulkResultGoneError);
});

test("a server's failure is none of that: it may be tried again", async () => {
  answer = (response) => response.writeHead(503).end();
  const failure = await read().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(BulkResultGoneError);
});

test("a file that ends before its size, or a connection that breaks, is no whole file", async () => {
  answer = (response) => response.end("{}\n");
  await expect(read(4)).rejects.toThrow(/cut off: 3 of 4/);
  expect(await read(3)).toEqual(["{}"]);
  answer = (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{}\n", () => response.destroy());
  };
  await expect(read()).rejects.toThrow();
});

test("a long line is read, and one without an end is given up", async () => {
  const long = `"${"x".repeat(3_000_000)}"`;
  answer = (response) => response.end(`${long}\n{}\n`);
  expect(await read()).toEqual([long, "{}"]);
  answer = (response) => response.end(Buffer.alloc(17 * 1024 * 1024, "x"));
  await expect(read()).rejects.toThrow(/no end/);
});

import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { readBody } from "#app/intake/read-body.server.ts";

test("a request whose sender hung up before its body is read is told apart at once, and waited for by nobody", async () => {
  const read = Promise.withResolvers<unknown>();
  const server = createServer((request) => {
    // As while the channel of a webhook is looked up.
    request.once("close", () => setImmediate(() => read.resolve(readBody(request, 1_000))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nhost: musubi.test\r\ncontent-length: 10\r\n\r\n");
  await once(server, "request");
  socket.destroy();
  expect(await read.promise).toBe("aborted");
  server.close();
});

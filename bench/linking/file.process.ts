import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { answerBench } from "#bench/ground/talk.ts";

// The place from which a result of a bulk operation is downloaded.

const [file = ""] = process.argv.slice(2);
const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/jsonl" });
  pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), response).catch(() =>
    response.destroy(),
  );
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  answerBench({ url: `http://127.0.0.1:${port}/customers.jsonl` }, {});
});

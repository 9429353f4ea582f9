import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerBench } from "./talk.ts";

// Shopify's place where only LINE is measured: every variant that is asked for is in stock, with a picture and a page.
// It lists no abandoned checkouts.

const NUMBER = /(\d+)$/;

function variant(gid: string): object {
  const id = NUMBER.exec(gid)?.[1] ?? "0";
  return {
    legacyResourceId: id,
    availableForSale: true,
    media: { nodes: [] },
    product: {
      status: "ACTIVE",
      onlineStoreUrl: `https://store.example.jp/products/item-${id}`,
      featuredMedia: {
        preview: { image: { url: `https://cdn.shopify.com/s/files/1/0001/item-${id}.jpg` } },
      },
    },
  };
}

let questions = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      query: string;
      variables?: { ids?: string[] };
    };
    questions += 1;
    const data = query.includes("abandonedCheckouts")
      ? { abandonedCheckouts: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }
      : { nodes: (variables?.ids ?? []).map(variant) };
    const body = JSON.stringify({ data });
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  answerBench({ url: `http://127.0.0.1:${port}` }, { questions: () => questions });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt } from "jose";
import { afterAll } from "vitest";

type Claims = Record<string, unknown>;

/**
 * LINE's API with one lie in it: the id token that it issues. `forge` makes another of its claims; without it LINE's own
 * goes through.
 */
export function createForgingLine() {
  const line: {
    forge?: (claims: Claims) => Promise<string>;
    relay: (api: string) => Promise<string>;
  } = {
    relay(api) {
      const server = createServer((request, answer) => {
        void (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk as Buffer);
          const { authorization = "", "content-type": type = "" } = request.headers;
          const response = await fetch(api + request.url, {
            method: request.method,
            headers: { authorization, "content-type": type },
            body: chunks.length ? Buffer.concat(chunks) : undefined,
          });
          answer.writeHead(response.status, { "content-type": "application/json" });
          answer.end(await forged(await response.text()));
        })();
      });
      afterAll(() => void server.close());
      return new Promise((done) => {
        server.listen(0, "127.0.0.1", () =>
          done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
        );
      });
    },
  };

  async function forged(text: string): Promise<string> {
    if (!line.forge || !text.includes('"id_token"')) return text;
    const answer = JSON.parse(text) as { id_token: string };
    const { forge } = line;
    line.forge = undefined;
    return JSON.stringify({ ...answer, id_token: await forge(decodeJwt(answer.id_token)) });
  }

  return line;
}

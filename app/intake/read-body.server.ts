import type { IncomingMessage } from "node:http";

/**
 * The raw bytes of a request, on which its signature stands.
 *
 * @returns `too_large` as soon as it is known; `aborted` when the sender hung up
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | "too_large" | "aborted"> {
  if (Number(request.headers["content-length"]) > limit) return Promise.resolve("too_large");
  // Who hung up before this is asked tells it no more.
  if (request.destroyed) return Promise.resolve("aborted");
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        chunks.length = 0;
        done("too_large");
      } else {
        chunks.push(chunk);
      }
    });
    request.on("end", () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on("close", () => done("aborted"));
    request.on("error", () => done("aborted"));
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The JSON in these bytes; undefined when they are broken. */
export function parseBody(bytes: Buffer): { text: string; json: unknown } | undefined {
  try {
    const text = utf8.decode(bytes);
    return { text, json: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

export type JsonObject = { [key: string]: unknown };

export function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

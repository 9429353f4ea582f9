import type { ReadableStream } from "node:stream/web";

/** The file is gone: Shopify keeps it for seven days. */
export class BulkResultGoneError extends Error {
  override name = "BulkResultGoneError";
}

/** Where the file is kept answers with one of these when it, or the right to read it, is no longer there. */
const IS_GONE: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);
/** Far more than an object of Shopify's has. A file without ends of lines would fill the memory. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;
/** Nothing comes for so long: the connection is dead. */
const SILENCE_MS = 60_000;
const END_OF_LINE = 10;

/**
 * Reads the result of a bulk operation as it comes, never as a whole: the lines, as many at a time as the network brought
 * together. Each line is the JSON of one object.
 *
 * @param options.url of `readBulkOperation`; read at once, since it ends
 * @param options.fileSize of the same: a file that ends before is cut off
 * @throws BulkResultGoneError when the file is not kept any more; Error when it cannot be read, is cut off, or has a line
 *   that nothing can be. Whoever tries again begins with the first line
 */
export async function* streamBulkLines(options: {
  url: string;
  fileSize?: number | null;
}): AsyncGenerator<string[]> {
  const silence = new AbortController();
  let alarm = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(options.url, { signal: silence.signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      const told = `The bulk operation's result answers with HTTP ${response.status}.`;
      throw IS_GONE.has(response.status) ? new BulkResultGoneError(told) : new Error(told);
    }
    let bytes = 0;
    let pending: Buffer[] = [];
    let pendingBytes = 0;
    for await (const part of response.body as ReadableStream<Uint8Array>) {
      clearTimeout(alarm);
      alarm = setTimeout(() => silence.abort(), SILENCE_MS);
      const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
      bytes += chunk.length;
      const end = chunk.lastIndexOf(END_OF_LINE);
      if (end >= 0) {
        yield linesOf(Buffer.concat([...pending, chunk.subarray(0, end)]));
        pending = [];
        pendingBytes = 0;
      }
      const rest = chunk.subarray(end + 1);
      pending.push(rest);
      pendingBytes += rest.length;
      if (pendingBytes > LONGEST_LINE_BYTES)
        throw new Error("A line of the bulk operation's result has no end.");
    }
    if (options.fileSize && bytes < options.fileSize)
      throw new Error(
        `The bulk operation's result was cut off: ${bytes} of ${options.fileSize} bytes.`,
      );
    if (pendingBytes > 0) yield linesOf(Buffer.concat(pending));
  } finally {
    clearTimeout(alarm);
  }
}

function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}

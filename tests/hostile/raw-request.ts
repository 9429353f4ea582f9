import { connect } from "node:net";

/** How the end of the body is told. Only the first three are as HTTP wants it. */
export type Framing =
  | { kind: "length" }
  | { kind: "chunks"; sizes: number[] }
  | { kind: "none" }
  | { kind: "short"; by: number }
  | { kind: "long"; by: number }
  | { kind: "twice" }
  | { kind: "both" }
  | { kind: "nonsense"; length: string };

/** A request as its bytes, which no HTTP client would send in most of these forms. */
export type RawRequest = {
  method: string;
  target: string;
  version: string;
  headers: [name: string, value: string][];
  body: Buffer;
  framing: Framing;
};

/** Far beyond the 5 s that Shopify waits: what is not answered by then never is. */
const PATIENCE_MS = 15_000;

/**
 * Sends the bytes and waits for the answer.
 *
 * @returns the status of the first answer; 0 when the connection ended without one; "hangs" when neither came
 */
export function sendRaw(port: number, request: RawRequest): Promise<number | "hangs"> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    const finish = (status: number | "hangs") => {
      clearTimeout(deadline);
      socket.destroy();
      done(status);
    };
    const deadline = setTimeout(() => finish("hangs"), PATIENCE_MS);
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      const status = /^HTTP\/1\.1 ([2-5]\d\d)/m.exec(answer)?.[1];
      if (status) finish(Number(status));
    });
    socket.on("error", () => finish(0));
    socket.on("close", () => finish(0));
    const bytes = bytesOf(request);
    // Who promised more than there is hangs up; everybody else waits for the answer.
    if (request.framing.kind === "long") socket.end(bytes);
    else socket.write(bytes);
  });
}

/** The body that the other side reads by the rules of HTTP; null when there is no telling. */
export function bodyRead({ body, framing }: RawRequest): Buffer | null {
  switch (framing.kind) {
    case "length":
    case "chunks":
      return body;
    case "none":
      return Buffer.alloc(0);
    case "short":
      return body.subarray(0, Math.max(0, body.length - framing.by));
    default:
      return null;
  }
}

function bytesOf(request: RawRequest): Buffer {
  const { method, target, version, headers, body, framing } = request;
  const framed: [string, string][] = framingHeaders(framing, body.length);
  const head = [
    `${method} ${target} HTTP/${version}`,
    ...[...headers, ...framed].map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.concat([
    Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"),
    framing.kind === "chunks" ? inChunks(body, framing.sizes) : body,
  ]);
}

function framingHeaders(framing: Framing, length: number): [string, string][] {
  const told = (value: number | string): [string, string] => ["Content-Length", String(value)];
  switch (framing.kind) {
    case "length":
      return [told(length)];
    case "chunks":
      return [["Transfer-Encoding", "chunked"]];
    case "none":
      return [];
    case "short":
      return [told(Math.max(0, length - framing.by))];
    case "long":
      return [told(length + framing.by)];
    case "twice":
      return [told(length), told(length + 1)];
    case "both":
      return [told(length), ["Transfer-Encoding", "chunked"]];
    case "nonsense":
      return [told(framing.length)];
  }
}

function inChunks(body: Buffer, sizes: number[]): Buffer {
  const parts: Buffer[] = [];
  for (let from = 0, turn = 0; from < body.length; turn++) {
    // However large the body, it ends within some hundred chunks.
    const size = Math.max(sizes[turn % sizes.length] ?? 1, Math.ceil(body.length / 500));
    const chunk = body.subarray(from, from + size);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n"));
    from += size;
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

/** A mail as it arrived, decoded. */
export type Mail = {
  id: number;
  /** Real time, epoch milliseconds */
  at: number;
  /** Of the envelope */
  from: string;
  to: string[];
  /** Names in small letters; of several the last */
  headers: Record<string, string>;
  subject: string;
  text: string;
  html: string;
};

/**
 * Reads the bytes of a mail (RFC 5322, RFC 2045): headers, and its text and HTML in whatever parts they stand. Attachments
 * are not kept.
 */
export function readMail(source: Buffer): Pick<Mail, "headers" | "subject" | "text" | "html"> {
  const message = readPart(source.toString("latin1"));
  const found = { text: "", html: "" };
  collect(message, found);
  return { headers: message.headers, subject: message.headers.subject ?? "", ...found };
}

type Part = { headers: Record<string, string>; body: string };

function readPart(source: string): Part {
  const end = /\r?\n\r?\n/.exec(source);
  const head = end ? source.slice(0, end.index) : source;
  const headers: Record<string, string> = {};
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0)
      headers[line.slice(0, colon).toLowerCase()] = decodeWords(line.slice(colon + 1).trim());
  }
  return { headers, body: end ? source.slice(end.index + end[0].length) : "" };
}

function collect(part: Part, found: { text: string; html: string }): void {
  const type = part.headers["content-type"] ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary) {
    const parts = `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1, -1);
    for (const inner of parts) collect(readPart(inner.replace(/^[ \t]*\r?\n/, "")), found);
    return;
  }
  const text = decode(part.body, part.headers["content-transfer-encoding"] ?? "7bit");
  if (/^text\/html/i.test(type)) found.html ||= text;
  else if (/^text\/plain/i.test(type)) found.text ||= text;
}

function decode(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8");
  if (/^quoted-printable$/i.test(encoding))
    return unquote(body.replace(/[ \t]*=\r?\n/g, "")).toString("utf8");
  return Buffer.from(body, "latin1").toString("utf8");
}

function unquote(text: string): Buffer {
  const plain = text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(plain, "latin1");
}

/** Words of a header that are not ASCII (RFC 2047). */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString("latin1")
        : unquote(text.replaceAll("_", " ")).toString("latin1"),
    )
    .replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, "latin1").toString("utf8"));
}

import { refuse, type ApiReply } from "./replies.ts";

type ParsedJson = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: ApiReply };

/** LINE reference, "Status codes": 413 above 2 MB. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/**
 * Reads a JSON object the way the Messaging API does: 415 for another content type, 400 with line and column for what
 * is not JSON, and for JSON that is no object.
 */
export function parseJsonBody(contentType: string | undefined, bytes: Buffer): ParsedJson {
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return { ok: false, refusal: refuse(415, `The content type, '${type}', is not supported`) };
  }
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return { ok: true, body };
    return { ok: false, refusal: unparsable(1, 1) };
  } catch (error) {
    return { ok: false, refusal: unparsable(...position(text, String(error))) };
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unparsable(line: number, column: number): ApiReply {
  return refuse(
    400,
    `The request body could not be parsed as JSON (line: ${line}, column: ${column})`,
  );
}

/** Line and column, from 1, of the character offset that V8 names; of the end when it names none. */
function position(text: string, error: string): [line: number, column: number] {
  const offset = Number(/position (\d+)/.exec(error)?.[1] ?? text.length);
  const before = text.slice(0, offset).split("\n");
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}

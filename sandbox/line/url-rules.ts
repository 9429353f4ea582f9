import {
  checkLength,
  INVALID_URI,
  INVALID_URI_SCHEME,
  type Path,
  type Report,
} from "./problems.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether LINE would take this as an https address. The stand-in's one leniency: http on loopback is taken too, so that
 * a developer needs no certificate.
 */
export function isSecureUrl(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

/** Parses an address that LINE fetches or calls; undefined when it is none, or not percent-encoded. */
export function parseUrl(value: string): URL | undefined {
  return isPercentEncoded(value) && URL.canParse(value) ? new URL(value) : undefined;
}

/** Checks the address of an image, video, audio or icon: https, percent-encoded, at most 2,000 characters. */
export function checkMediaUrl(report: Report, path: Path, value: unknown): void {
  if (typeof value !== "string") return;
  checkLength(report, path, value, 2_000);
  if (value === "") return;
  const url = parseUrl(value);
  if (!url) report(path, INVALID_URI);
  else if (!isSecureUrl(url)) report(path, INVALID_URI_SCHEME);
}

/** Checks what an action opens: http, https, line or tel, percent-encoded, at most 1,000 characters. */
export function checkActionUri(report: Report, path: Path, value: unknown): void {
  if (typeof value !== "string") return;
  checkLength(report, path, value, 1_000);
  if (value === "") return;
  const url = parseUrl(value);
  if (!url) report(path, INVALID_URI);
  else if (!/^(https?|line|tel):$/.test(url.protocol)) report(path, INVALID_URI_SCHEME);
}

/** Only the characters that RFC 3986 allows, and `%` only before two hex digits. */
function isPercentEncoded(value: string): boolean {
  return /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(value);
}

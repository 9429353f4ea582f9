import { createHash } from "node:crypto";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { env } from "#app/platform/env.server.ts";
import { publicPageStyle } from "./public-page-style.ts";

const styleHash = `'sha256-${createHash("sha256").update(publicPageStyle).digest("base64")}'`;

/**
 * Answers with a page for customers, as plain HTML: behind the app proxy the app's own scripts would be looked for on
 * the storefront. Nothing may run, frame or store it, and codes in its address go to no other site. The one frame is
 * that of a stand-in of Shopify on loopback.
 *
 * @param options.pictures URLs of pictures on the page; their origins are the only ones that are loaded from
 * @param options.retryAfterSeconds for an answer of 429
 * @param options.formTargets URLs that a form's answer may lead on to, beside the page's own origin
 */
export function renderPublicPage(
  page: ReactElement,
  options: {
    status?: number;
    pictures?: (string | null)[];
    formTargets?: string[];
    retryAfterSeconds?: number;
  } = {},
): Response {
  const origins = (urls: (string | null)[]) => {
    const known = urls.filter((url) => url !== null && URL.canParse(url)) as string[];
    return [...new Set(known.map((url) => new URL(url).origin))].filter(
      (origin) => origin !== "null",
    );
  };
  const policy = [
    "default-src 'none'",
    `style-src ${styleHash}`,
    `img-src ${["'self'", ...origins(options.pictures ?? [])].join(" ")}`,
    `form-action ${["'self'", ...origins(options.formTargets ?? [])].join(" ")}`,
    "base-uri 'none'",
    `frame-ancestors ${env().SHOPIFY_STANDIN_FRAMES?.join(" ") ?? "'none'"}`,
  ];
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status: options.status ?? 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": policy.join("; "),
      "Referrer-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "X-Robots-Tag": "noindex",
      "Cache-Control": "no-store",
      ...(options.retryAfterSeconds && { "Retry-After": String(options.retryAfterSeconds) }),
    },
  });
}

import { liffAddress } from "#app/line/liff.server.ts";
import { env } from "#app/platform/env.server.ts";
import { NONCE_PLACE } from "#app/ui/nonce.ts";

/**
 * For the page that runs LIFF's SDK: its own scripts and what the SDK asks and loads, and nothing else. It is framed by
 * nobody, and no address of it goes elsewhere, since LIFF puts tokens there.
 */
export function liffHeaders(): Record<string, string> {
  const { origins } = liffAddress();
  const line = origins.join(" ");
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${NONCE_PLACE}' ${line}`,
    `connect-src 'self' ${line}`,
    // The SDK sets a colour scheme by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${env().SHOPIFY_STANDIN_FRAMES?.join(" ") ?? "'none'"}`,
  ];
  return {
    "Content-Security-Policy": policy.join("; "),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
  };
}

import { createCookie } from "@remix-run/node";
import { env } from "#app/platform/env.server.ts";

/**
 * Names a browser that opened a LIFF page. `Lax`, so that no other site can post in its name: not an id token either,
 * which would have somebody type their address into a stranger's session. As long as an id token lives, and its half.
 */
function cookie() {
  return createCookie("musubi_liff", {
    path: "/liff",
    httpOnly: true,
    sameSite: "lax",
    secure: env().SHOPIFY_APP_URL.startsWith("https:"),
    maxAge: 90 * 60,
  });
}

/** The value for a `Set-Cookie` header. */
export function writeLiffCookie(value: string): Promise<string> {
  return cookie().serialize(value);
}

/** What the request's browser was given; null when it was given nothing, or has something else. */
export async function readLiffCookie(request: Request): Promise<string | null> {
  const value: unknown = await cookie().parse(request.headers.get("cookie"));
  return typeof value === "string" && /^[\w-]{27}$/.test(value) ? value : null;
}

import { createCookie } from "@remix-run/node";
import { env } from "#app/platform/env.server.ts";

/**
 * Binds a login attempt to the browser that went out. `Lax`, since the way back from LINE is a navigation from another
 * site; ten minutes, as the attempt.
 */
function cookie() {
  return createCookie("musubi_login", {
    path: "/line",
    httpOnly: true,
    sameSite: "lax",
    secure: env().SHOPIFY_APP_URL.startsWith("https:"),
    maxAge: 600,
  });
}

/** The value for a `Set-Cookie` header. */
export function writeLoginCookie(value: string): Promise<string> {
  return cookie().serialize(value);
}

/** What the request's browser was given, or null. */
export async function readLoginCookie(request: Request): Promise<string | null> {
  const value: unknown = await cookie().parse(request.headers.get("cookie"));
  return typeof value === "string" ? value : null;
}

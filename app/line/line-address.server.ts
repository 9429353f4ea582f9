import { env } from "#app/platform/env.server.ts";

/**
 * Where LINE is: `api` and `access` (for browsers) by LINE's reference, or a stand-in's loopback addresses.
 * An id token names `https://access.line.me` as its issuer wherever LINE is.
 */
export function lineAddress(): { api: string; access: string } {
  return {
    api: env().LINE_API_URL ?? "https://api.line.me",
    access: env().LINE_ACCESS_URL ?? "https://access.line.me",
  };
}

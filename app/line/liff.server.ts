import { env } from "#app/platform/env.server.ts";

/**
 * Where LIFF apps open (LIFF docs, "LIFF URL"), and whence their SDK comes: from our own files, or from a stand-in on
 * loopback, which also takes the place of LINE's API.
 */
export function liffAddress(): { apps: string; sdkUrl: string | null; origins: string[] } {
  const standIn = env().LINE_ACCESS_URL;
  return standIn
    ? { apps: `${standIn}/liff`, sdkUrl: `${standIn}/liff-sdk/sdk.js`, origins: [standIn] }
    : { apps: "https://liff.line.me", sdkUrl: null, origins: LINE_ORIGINS };
}

/** What LINE's SDK asks and loads by itself. */
const LINE_ORIGINS = [
  "https://api.line.me",
  "https://access.line.me",
  "https://static.line-scdn.net",
  "https://liffsdk.line-scdn.net",
];

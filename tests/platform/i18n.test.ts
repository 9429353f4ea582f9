import { expect, test } from "vitest";
import { requestLocale } from "#app/platform/i18n.ts";

test.each([
  ["/app?locale=en-GB", "ja", "en"],
  ["/app?locale=ja", "en-US,en;q=0.9", "ja"],
  ["/auth/login", "en-US,en;q=0.9", "en"],
  ["/auth/login", "de", "ja"],
  ["/auth/login", null, "ja"],
])("%s opened by a browser that wants %s is drawn in %s", (path, accepted, locale) => {
  const headers = new Headers(accepted ? { "accept-language": accepted } : {});
  expect(requestLocale(new Request(`https://musubi.example${path}`, { headers }))).toBe(locale);
});

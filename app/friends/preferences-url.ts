import type { ConsentKind } from "./friend.ts";

/**
 * Where a friend chooses what to receive. With `stop` the page opens on one button that ends that kind of message;
 * opening the page changes nothing, since LINE and mail programs open links by themselves to preview them.
 *
 * @param options.appUrl SHOPIFY_APP_URL
 * @param options.code the friend's `preferencesCode`
 */
export function preferencesUrl(options: {
  appUrl: string;
  code: string;
  stop?: ConsentKind;
}): string {
  const { appUrl, code, stop } = options;
  return `${appUrl}/preferences/${code}${stop ? `?stop=${stop}` : ""}`;
}

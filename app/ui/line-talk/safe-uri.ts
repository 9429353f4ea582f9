/**
 * What a tap may open. LINE takes http, https, line and tel in URI actions (Messaging API reference, URI action);
 * anything else, `javascript:` first of all, is not drawn as something to tap.
 * @returns the URI as given, or undefined when it is missing, not a URI, or of another scheme
 */
export function safeUri(uri: string | undefined): string | undefined {
  return hasScheme(uri, ["http:", "https:", "line:", "tel:"]) ? uri : undefined;
}

/** What an image, a video or a sound may be loaded from: http (the sandbox's loopback) and https. */
export function safeMediaUrl(url: string | undefined): string | undefined {
  return hasScheme(url, ["http:", "https:"]) ? url : undefined;
}

function hasScheme(uri: string | undefined, schemes: readonly string[]): boolean {
  return uri !== undefined && URL.canParse(uri) && schemes.includes(new URL(uri).protocol);
}

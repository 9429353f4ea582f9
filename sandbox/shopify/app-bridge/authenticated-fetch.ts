/** Answered by Shopify's libraries when the token was too old: the same request once more, with a new one. */
const retryHeader = "X-Shopify-Retry-Invalid-Session-Request";
/** Answered when the merchant has to go somewhere first. */
const reauthorizeHeader = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/**
 * Adds `Authorization: Bearer {session token}` to requests to the app's own origin that bring none, as App Bridge does,
 * and follows the two headers by which Shopify's libraries answer through it.
 */
export function authenticateFetch(
  idToken: () => Promise<string>,
  open: (url: string) => void,
): void {
  const original = window.fetch.bind(window);

  const send = async (request: Request): Promise<Response> => {
    request.headers.set("Authorization", `Bearer ${await idToken()}`);
    return original(request);
  };

  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (url.protocol === "shopify:") {
      throw new Error("The App Bridge stand-in has no direct access to the Admin API.");
    }
    const request = new Request(input, init);
    if (url.origin !== window.location.origin || request.headers.has("Authorization")) {
      return original(request);
    }
    const response = await send(request.clone());
    const reauthorizeUrl = response.headers.get(reauthorizeHeader);
    if (reauthorizeUrl) open(new URL(reauthorizeUrl, url).href);
    return response.headers.get(retryHeader) === "1" ? send(request) : response;
  };
}

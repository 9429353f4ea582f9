import { PassThrough } from "node:stream";
import {
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleErrorFunction,
} from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "#app/platform/log.server.ts";
import { loggedPath } from "#app/platform/logged-path.ts";
import { randomCode } from "#app/platform/crypto.server.ts";
import { addDocumentResponseHeaders } from "#app/shopify/shopify.server.ts";
import { Nonce, NONCE_PLACE } from "#app/ui/nonce.ts";

// One bundle holds the whole product: the Node server takes the doors that stand beside the pages from here.
export { openDoors } from "./doors.server.ts";

/** Loaders that defer have this long; then what is missing is drawn as an error. */
export const streamTimeout = 5_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const nonce = nonceFor(headers);
  const readyEvent = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <Nonce.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </Nonce.Provider>,
      {
        nonce,
        [readyEvent]: () => {
          isShellSent = true;
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError(err) {
          if (isShellSent) log.error({ err }, "A page broke while it was streamed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000);
  });
}

/** A nonce for this document, written into the policy that a route wants; undefined where it wants none. */
function nonceFor(headers: Headers): string | undefined {
  const policy = headers.get("Content-Security-Policy");
  if (!policy?.includes(NONCE_PLACE)) return undefined;
  const nonce = randomCode();
  headers.set("Content-Security-Policy", policy.replaceAll(NONCE_PLACE, nonce));
  return nonce;
}

/** A caller that goes away, or asks in a way that no page has, is no error of ours. */
export const handleError: HandleErrorFunction = (err, { request }) => {
  const isTheirs = isRouteErrorResponse(err) && err.status < 500;
  if (!request.signal.aborted && !isTheirs)
    log.error({ err, path: loggedPath(request.url) }, "A request failed");
};

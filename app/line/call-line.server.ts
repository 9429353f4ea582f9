import { log } from "#app/platform/log.server.ts";
import { countLineRequest } from "#app/platform/metrics.server.ts";
import { parseJson } from "#app/platform/parse-json.ts";
import { lineAddress } from "./line-address.server.ts";

/** What came of one HTTP request to LINE. `unclear`: nobody knows whether LINE acted on it. */
export type LineAnswer =
  | {
      kind: "answered";
      status: number;
      /** The parsed JSON; undefined when the body is empty or is not JSON. */
      body: unknown;
      requestId: string | null;
      /** On 409: the request that was accepted with this retry key. */
      acceptedRequestId: string | null;
    }
  | {
      kind: "unclear";
      reason: "time_out" | "no_connection" | `status_${number}`;
      /** No connection came about, so LINE has not seen the request. */
      neverSent?: true;
    };

/** Longer than LINE ever takes in good health, shorter than the lease of a send. */
const TIME_OUT_MS = 10_000;
/** What Node and undici call it when there was nobody to send a byte to. */
const BEFORE_CONNECTING = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

type Call = {
  /** As LINE's reference writes it: `GET /v2/bot/profile/{userId}`. Logged so, without the ids. */
  endpoint: string;
  params?: Record<string, string>;
  /** Never logged: it may hold a token. */
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | URLSearchParams;
  timeOutMs?: number;
  signal?: AbortSignal;
};

/**
 * Sends one request to LINE and never throws for what the network does. A 5xx is unclear, as a time-out is: LINE may
 * have acted on it (LINE docs, "Retry failed API requests").
 *
 * The SDK's own clients take neither a time-out nor bytes, so they are not used for requests.
 */
export async function callLine(call: Call): Promise<LineAnswer> {
  const [method = "GET", template = "/"] = call.endpoint.split(" ");
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.params?.[name] ?? ""),
  );
  // One controller: `AbortSignal.any` of a signal that lives as long as the process costs as much as the request.
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, call.timeOutMs ?? TIME_OUT_MS);
  call.signal?.addEventListener("abort", end, { once: true });
  if (call.signal?.aborted) end();
  const began = performance.now();
  const about = (more: object) => ({
    line: call.endpoint,
    ms: Math.round(performance.now() - began),
    ...more,
  });
  try {
    const query = call.query ? `?${new URLSearchParams(call.query)}` : "";
    const response = await fetch(lineAddress().api + path + query, {
      method,
      headers: call.headers,
      body: call.body,
      // LINE redirects nobody. Said so, and without a window, `fetch` keeps no second copy of the body for the case.
      redirect: "error",
      window: null,
      signal: ending.signal,
    });
    const text = await response.text();
    const { status } = response;
    const requestId = response.headers.get("x-line-request-id");
    log.info(about({ status, requestId }), "LINE answered");
    countLineRequest(call.endpoint, status, performance.now() - began);
    if (status >= 500 || (status >= 300 && status < 400) || status === 408) {
      return { kind: "unclear", reason: `status_${status}` };
    }
    const acceptedRequestId = response.headers.get("x-line-accepted-request-id");
    return { kind: "answered", status, body: parseJson(text), requestId, acceptedRequestId };
  } catch (err) {
    const isTimeOut = ending.signal.aborted && !call.signal?.aborted;
    const reason = isTimeOut ? "time_out" : "no_connection";
    log.warn(about({ err, reason }), "LINE did not answer");
    countLineRequest(call.endpoint, reason, performance.now() - began);
    return { kind: "unclear", reason, ...(isBeforeConnecting(err) && { neverSent: true }) };
  } finally {
    clearTimeout(timer);
    call.signal?.removeEventListener("abort", end);
  }
}

/** Whether `fetch` failed before any byte of the request left. */
function isBeforeConnecting(error: unknown): boolean {
  const cause =
    error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  return BEFORE_CONNECTING.includes(String(cause?.code));
}

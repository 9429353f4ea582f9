import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import express, { type Express, type Request, type Response } from "express";
import { forwardRejections } from "../forward-rejections.ts";
import type { Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";
import type { ChannelTokens } from "./channel-tokens.ts";
import { newRequestId } from "./ids.ts";
import { isObject, MAX_BODY_BYTES, parseJsonBody } from "./parse-body.ts";
import type { RateLimits } from "./rate-limits.ts";
import * as replies from "./replies.ts";
import type { ApiReply } from "./replies.ts";
import type { MessagingChannel } from "./state.ts";

/** A request as an endpoint sees it. */
export type ApiCall = {
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** `x-line-request-id` of the answer. */
  requestId: string;
  bytes: Buffer;
  /** The form body; empty when the request carried none. */
  form: URLSearchParams;
};
/** `body` is the JSON object that the endpoint takes; empty for one that takes none. */
export type ChannelCall = ApiCall & { channel: MessagingChannel; body: Record<string, unknown> };

type Handler<Call> = (call: Call) => ApiReply | Promise<ApiReply>;
type Service = {
  faults: Faults;
  requests: RequestLog;
  rateLimits: RateLimits;
  tokens: ChannelTokens;
};

export type Endpoints = ReturnType<typeof createEndpoints>;

const SENDING = /^POST \/v2\/bot\/message\/(push|multicast|narrowcast|broadcast)$/;

/**
 * A server of LINE's API: gives every answer a request id, logs every request, carries out faults, reads bodies, checks
 * channel access tokens and rate limits. Endpoints are named as LINE's reference writes them, `GET /v2/bot/profile/{userId}`.
 */
export function createEndpoints({ faults, requests, rateLimits, tokens }: Service) {
  const app = forwardRejections(express());
  app.disable("x-powered-by").disable("etag");
  app.enable("strict routing").enable("case sensitive routing");
  app.use((req, res, next) => {
    const began = Date.now();
    const path = req.path;
    res.locals.requestId = newRequestId();
    res.set("x-line-request-id", String(res.locals.requestId));
    res.on("close", () => {
      if (path.startsWith("/_sandbox/")) return;
      requests.add({
        at: began,
        from: "app",
        to: "line",
        method: req.method,
        path,
        status: res.writableFinished ? res.statusCode : 0,
        ms: Date.now() - began,
        ...(typeof res.locals.note === "string" ? { note: res.locals.note } : {}),
      });
    });
    next();
  });

  /** Registers an endpoint that needs no channel access token. */
  function open(endpoint: string, handle: Handler<ApiCall>): void {
    const [method = "", path = ""] = endpoint.split(" ");
    const kinds = SENDING.test(endpoint)
      ? (["error", "rate-limit", "quota-spent", "slow", "timeout-after-acceptance"] as const)
      : (["error", "rate-limit", "slow", "timeout-after-acceptance"] as const);
    const route = path.replace(/\{(\w+)\}/g, ":$1");
    const readBytes = express.raw({ type: () => true, limit: MAX_BODY_BYTES });
    const answer = async (req: Request, res: Response) => {
      const fault = faults.take("line", endpoint, kinds);
      if (fault) res.locals.note = `fault: ${fault.kind}`;
      if (fault?.kind === "error") return send(res, replies.SERVER_ERROR);
      if (fault?.kind === "rate-limit") return send(res, replies.RATE_LIMITED);
      if (fault?.kind === "quota-spent") return send(res, replies.QUOTA_SPENT);
      if (fault?.kind === "slow") await wait(fault.delayMs);
      const reply = await handle(readCall(req, res));
      if (fault?.kind === "timeout-after-acceptance") return void res.destroy();
      send(res, reply);
    };
    app[method.toLowerCase() as "get" | "post" | "put"](route, readBytes, (req, res, next) => {
      answer(req, res).catch(next);
    });
  }

  /** Registers an endpoint for the holder of a channel access token. `json`: it takes a JSON object. */
  function forChannel(
    endpoint: string,
    handle: Handler<ChannelCall>,
    body: "json" | "none" = "none",
  ): void {
    open(endpoint, (call) => {
      const authorised = tokens.authorise(call.headers.authorization);
      if (!authorised.ok) return authorised.refusal;
      const { channel } = authorised;
      if (!rateLimits.take(channel.channelId, endpoint)) return replies.RATE_LIMITED;
      if (body === "none") return handle({ ...call, channel, body: {} });
      const parsed = parseJsonBody(call.headers["content-type"], call.bytes);
      return parsed.ok ? handle({ ...call, channel, body: parsed.body }) : parsed.refusal;
    });
  }

  /** The last step: what is not an endpoint is 404, what went wrong is answered as LINE does. */
  function finish(): Express {
    app.use((_req, res) => send(res, replies.NOT_FOUND));
    app.use((error: unknown, _req: Request, res: Response, next: express.NextFunction) => {
      if (res.headersSent) return next(error);
      // Unreadable requests: too large, a broken encoding, a path that cannot be decoded.
      const status = isObject(error) ? error.status : undefined;
      if (status === 413)
        return send(res, replies.refuse(413, "Request exceeds the max size of 2MB."));
      if (typeof status === "number" && status < 500)
        return send(res, replies.refuse(status, "Bad request"));
      console.error("The LINE stand-in failed:", error);
      send(res, replies.SERVER_ERROR);
    });
    return app;
  }

  return { app, open, forChannel, finish };
}

function readCall(req: Request, res: Response): ApiCall {
  const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  const isForm = req.is("application/x-www-form-urlencoded");
  return {
    params: req.params,
    query: new URLSearchParams(req.originalUrl.split("?")[1] ?? ""),
    headers: req.headers,
    requestId: String(res.locals.requestId),
    bytes,
    form: new URLSearchParams(isForm ? bytes.toString("utf8") : ""),
  };
}

function send(res: Response, reply: ApiReply): void {
  const refusal = reply.status >= 400 ? refusalOf(reply.json) : undefined;
  if (refusal) res.locals.note = [res.locals.note, refusal].filter(Boolean).join(" · ");
  res.status(reply.status).set(reply.headers ?? {});
  if (reply.bytes) res.type(reply.bytes.contentType).send(reply.bytes.data);
  else if (reply.json === undefined) res.end();
  else res.json(reply.json);
}

function refusalOf(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  if ("message" in json) return String(json.message);
  if ("error_description" in json) return String(json.error_description);
  return undefined;
}

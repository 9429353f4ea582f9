import { z } from "zod";
import { callLine, type LineAnswer } from "./call-line.server.ts";
import { channelToken, dropChannelToken } from "./channel-token.server.ts";
import type { LineCredentials } from "./credentials.ts";

/** LINE's `details` of a refusal: which property of the request is wrong, and how. */
export type LineErrorDetail = { message?: string; property?: string };

/** Why a request to the Messaging API has no result. */
export type LineTrouble =
  /** Another 4xx: the request is wrong, or the channel may not do this. */
  | {
      outcome: "refused";
      status: number;
      message: string;
      details: LineErrorDetail[];
      requestId: string | null;
    }
  /** LINE does not accept the channel's id and secret, or the token made of them. */
  | { outcome: "unauthorized" }
  /** 429 by rate or concurrency: try again later. */
  | { outcome: "rate_limited" }
  /** 429 by the monthly limit: pointless until the plan or the month changes. */
  | { outcome: "quota_spent" }
  /** No answer, or a 5xx: LINE may have acted on the request or not; `neverSent`: it never got it. */
  | { outcome: "unclear"; reason: string; neverSent?: true };

export type MessagingApiAnswer =
  | { outcome: "ok"; body: unknown; requestId: string | null }
  /** 409: a request with this retry key was accepted before. */
  | { outcome: "already_accepted"; body: unknown; requestId: string | null }
  | LineTrouble;

type Call = Omit<Parameters<typeof callLine>[0], "body"> & {
  credentials: LineCredentials;
  /** JSON: an object, or its exact bytes. */
  body?: Uint8Array<ArrayBuffer> | object;
};

const errorSchema = z.object({
  message: z.string().catch(""),
  details: z
    .array(z.object({ message: z.string().optional(), property: z.string().optional() }))
    .catch([]),
});

/** Calls the Messaging API as a channel. A token that LINE refuses is renewed once: it may have ended early. */
export async function callMessagingApi({
  credentials,
  body,
  ...call
}: Call): Promise<MessagingApiAnswer> {
  const bytes =
    body instanceof Uint8Array || body === undefined ? body : Buffer.from(JSON.stringify(body));
  for (const isLastTry of [false, true]) {
    const token = await channelToken(credentials);
    if (token.outcome === "unclear") return { ...token, neverSent: true };
    if (token.outcome !== "issued") return token;
    const answer = await callLine({
      ...call,
      body: bytes,
      headers: {
        ...call.headers,
        authorization: `Bearer ${token.token}`,
        ...(bytes ? { "content-type": "application/json" } : {}),
      },
    });
    if (answer.kind === "unclear") {
      const { reason, neverSent } = answer;
      return { outcome: "unclear", reason, ...(neverSent && { neverSent }) };
    }
    if (answer.status !== 401) return readAnswer(answer);
    await dropChannelToken(credentials, token.token);
    if (isLastTry) break;
  }
  return { outcome: "unauthorized" };
}

/** Reads one thing from the Messaging API, in the shape that LINE's reference gives it. */
export async function readFromLine<Schema extends z.ZodType>(
  options: Omit<Call, "body"> & { schema: Schema },
): Promise<{ outcome: "found"; found: z.infer<Schema> } | LineTrouble> {
  const { schema, ...call } = options;
  const answer = await callMessagingApi(call);
  // Only a request with a retry key is answered so.
  if (answer.outcome === "already_accepted")
    throw new Error(`LINE answered 409 to ${call.endpoint}.`);
  return answer.outcome === "ok" ? { outcome: "found", found: schema.parse(answer.body) } : answer;
}

function readAnswer(answer: Extract<LineAnswer, { kind: "answered" }>): MessagingApiAnswer {
  const { status, body, requestId, acceptedRequestId } = answer;
  if (status < 300) return { outcome: "ok", body, requestId };
  if (status === 409) return { outcome: "already_accepted", body, requestId: acceptedRequestId };
  const { message, details } = errorSchema.parse(body ?? {});
  // LINE reference, "Status codes": 429 by the monthly limit is told from 429 by rate by its message alone.
  if (status === 429)
    return { outcome: /monthly limit/i.test(message) ? "quota_spent" : "rate_limited" };
  return { outcome: "refused", status, message, details, requestId };
}

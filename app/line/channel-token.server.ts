import { z } from "zod";
import { hashCode } from "#app/platform/crypto.server.ts";
import { callLine } from "./call-line.server.ts";
import type { LineCredentials } from "./credentials.ts";

export type TokenOutcome =
  | { outcome: "issued"; token: string }
  /** LINE does not know this pair of channel id and secret. */
  | { outcome: "unauthorized" }
  | { outcome: "rate_limited" }
  | { outcome: "unclear"; reason: string };

const issuedSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** Renewed this long before its end, so that no request sets out with a token that ends on the way. */
const SPARE_MS = 60_000;
/** A bound for the memory of a process that serves very many shops; the oldest goes first. */
const MAX_KEPT = 10_000;

type Kept = { issuing: Promise<TokenOutcome>; freshUntil: number };
const kept = new Map<string, Kept>();

/**
 * A stateless channel access token: 15 minutes, no limit on their number (LINE reference, "Issue stateless channel
 * access token"). Kept in memory until shortly before its end, by a clock that nobody turns; requests that come together wait for one
 * issue.
 */
export async function channelToken(credentials: LineCredentials): Promise<TokenOutcome> {
  const key = keyOf(credentials);
  const found = kept.get(key);
  if (found && found.freshUntil > performance.now()) return found.issuing;
  const entry: Kept = {
    issuing: issue(credentials, (ms) => (entry.freshUntil = performance.now() + ms)),
    freshUntil: Infinity,
  };
  kept.delete(key);
  kept.set(key, entry);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  const outcome = await entry.issuing;
  if (outcome.outcome !== "issued" && kept.get(key) === entry) kept.delete(key);
  return outcome;
}

/** Forgets a token that LINE refused. One that was renewed meanwhile stays. */
export async function dropChannelToken(credentials: LineCredentials, token: string): Promise<void> {
  const key = keyOf(credentials);
  const entry = kept.get(key);
  const outcome = await entry?.issuing;
  if (outcome?.outcome === "issued" && outcome.token === token && kept.get(key) === entry)
    kept.delete(key);
}

/** The secret is part of the key: one that was changed at LINE must not live on in a token of the old one. */
function keyOf({ messagingChannelId, messagingSecret }: LineCredentials): string {
  return hashCode(`${messagingChannelId}:${messagingSecret}`);
}

async function issue(
  credentials: LineCredentials,
  freshFor: (ms: number) => void,
): Promise<TokenOutcome> {
  const answer = await callLine({
    endpoint: "POST /oauth2/v3/token",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: credentials.messagingChannelId,
      client_secret: credentials.messagingSecret,
    }),
  });
  if (answer.kind === "unclear") return { outcome: "unclear", reason: answer.reason };
  if (answer.status === 429) return { outcome: "rate_limited" };
  if (answer.status !== 200) return { outcome: "unauthorized" };
  const issued = issuedSchema.parse(answer.body);
  freshFor(issued.expires_in * 1_000 - SPARE_MS);
  return { outcome: "issued", token: issued.access_token };
}

import { z } from "zod";
import { type LineTrouble, readFromLine } from "./call-messaging-api.server.ts";
import type { LineCredentials } from "./credentials.ts";

const limitSchema = z.object({
  type: z.enum(["none", "limited"]),
  value: z.number().int().optional(),
});
const usageSchema = z.object({ totalUsage: z.number().int() });

export type LineQuota = {
  /** People who may be reached this month; null = the plan has no limit. */
  limit: number | null;
  /** People reached this month, approximately, by whatever tool. */
  used: number;
};

/** The plan's limit and what is used of it (LINE reference, "Get quota" and "Get consumption"). */
export async function readQuota(options: {
  credentials: LineCredentials;
  timeOutMs?: number;
}): Promise<{ outcome: "found"; found: LineQuota } | LineTrouble> {
  const [limit, usage] = await Promise.all([
    readFromLine({ ...options, endpoint: "GET /v2/bot/message/quota", schema: limitSchema }),
    readFromLine({
      ...options,
      endpoint: "GET /v2/bot/message/quota/consumption",
      schema: usageSchema,
    }),
  ]);
  if (limit.outcome !== "found") return limit;
  if (usage.outcome !== "found") return usage;
  const { type, value = 0 } = limit.found;
  return {
    outcome: "found",
    found: { limit: type === "none" ? null : value, used: usage.found.totalUsage },
  };
}

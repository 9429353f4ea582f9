import { z } from "zod";
import type { Happening } from "#app/platform/jobs.server.ts";

/**
 * LINE accepted sends of a shop. Told once per send, in the transaction that records it; sends that are settled
 * together are told together.
 */
export const sendSettled: Happening<{ shopId: string; sendIds: string[] }> = {
  name: "messages.send-settled",
  payload: z.object({ shopId: z.uuid(), sendIds: z.array(z.uuid()).min(1) }),
};

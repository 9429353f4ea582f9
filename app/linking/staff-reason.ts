import { z } from "zod";

export const MAX_REASON = 200;

/** Why staff ties or unties two, in their own words. */
export const staffReason = z
  .string()
  .transform((reason) => reason.replace(/[\s\p{Cc}]+/gu, " ").trim())
  .pipe(z.string().min(1).max(MAX_REASON));

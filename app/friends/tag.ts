import { z } from "zod";

export const MAX_TAG_LENGTH = 40;
/** A list that people read at a glance; also what keeps a runaway import from filling every menu. */
export const MAX_TAGS = 200;

export const tagName = z
  .string()
  .transform((name) =>
    name
      .normalize("NFC")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim(),
  )
  .pipe(z.string().min(1).max(MAX_TAG_LENGTH));

export type TagRefusal = "empty" | "too_long" | "taken" | "too_many";

import type { ErrorDetail } from "./replies.ts";

/** Where in the body something is wrong, from its root: `["messages", 0, "text"]`. */
export type Path = readonly (string | number)[];
export type Problem = { path: Path; message: string };
export type Report = (path: Path, message: string) => void;

// LINE's own words, as far as its reference and the answers that developers have published show them.
export const MAY_NOT_BE_EMPTY = "May not be empty";
export const MUST_BE_SPECIFIED = "must be specified";
export const INVALID_PROPERTY = "invalid property";
export const UNKNOWN_FIELD = "unknown field";
export const INVALID_URI = "invalid uri";
export const INVALID_URI_SCHEME = "invalid uri scheme";
export const lengthBetween = (min: number, max: number) =>
  `Length must be between ${min} and ${max}`;
export const sizeBetween = (min: number, max: number) => `Size must be between ${min} and ${max}`;
export const oneOf = (values: readonly string[]) =>
  `Must be one of the following values: [${values.join(", ")}]`;

/** Reports a text that is longer than `max` UTF-16 units, or empty where that is not allowed. Anything but text passes. */
export function checkLength(
  report: Report,
  path: Path,
  value: unknown,
  max: number,
  { canBeEmpty = false } = {},
): void {
  if (typeof value !== "string") return;
  if (value.length === 0 && !canBeEmpty) report(path, MAY_NOT_BE_EMPTY);
  if (value.length > max) report(path, lengthBetween(canBeEmpty ? 0 : 1, max));
}

/** `messages[0].text`, as LINE writes it in the details of a body's errors. */
export function toDetail({ path, message }: Problem): ErrorDetail {
  const property = path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
  return { message, property };
}

/** `/body/contents/0/text`, as LINE writes it for Flex, where nearly every fault is called an invalid property. */
export function toFlexDetail({ path, message }: Problem): ErrorDetail {
  const property = `/${path.join("/")}`;
  if (message === MAY_NOT_BE_EMPTY) return { message: "must be non-empty text", property };
  if (/^(Length|Size|Must be one)/.test(message)) return { message: INVALID_PROPERTY, property };
  return { message, property };
}

import { randomInt, randomUUID } from "node:crypto";
import type { Place, Row } from "./routes-world.ts";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Where a value comes from (`friend.line_user_id`, `codes.confirm`), and the value. */
export type ForeignValue = { from: string; value: string };

/**
 * Everything by which something of a shop can be named: ids, numbers, tokens, codes and hashes, from all its rows, those
 * of tables that are made later included.
 */
export function namesOf(place: Place, rows: Record<string, Row[]>): ForeignValue[] {
  const found = new Map<string, ForeignValue>();
  const add = (from: string, value: unknown) => {
    if (typeof value === "string" && isName(value)) found.set(value, { from, value });
  };
  for (const [table, list] of Object.entries(rows))
    for (const row of list)
      for (const [column, value] of Object.entries(row)) add(`${table}.${column}`, value);
  for (const [name, value] of Object.entries(place.codes)) add(`codes.${name}`, value);
  return [...found.values()];
}

function isName(value: string): boolean {
  const isMoment = /^\d{4}-\d\d-\d\d([T ]|$)/.test(value);
  return (
    value.length >= 9 && value.length <= 300 && /\d/.test(value) && !/\s/.test(value) && !isMoment
  );
}

/** What nobody outside of the shop may be told: its names, and the words that name its people. */
export function secretsOf(place: Place, rows: Record<string, Row[]>): string[] {
  return [
    ...namesOf(place, rows).map(({ value }) => value),
    place.shop.name,
    ...[place.friend.displayName, place.customer.displayName, place.customer.email].map(String),
    place.tag.name,
  ];
}

/** A value of the same form that belongs to nobody. */
export function unknownLike(value: string): string {
  return value
    .split(KEPT)
    .map((part, index) =>
      index % 2 === 0 ? scramble(part) : part.replace(UUID, () => randomUUID()),
    )
    .join("");
}

/** Ids, which get a new one of their own, and what makes a value one of its kind. */
const KEPT = new RegExp(
  String.raw`(${UUID.source}|gid://shopify/\w+/|https?://|\.myshopify\.com|^v1\.|^offline_)`,
);

function scramble(text: string): string {
  const pick = (letters: string) => letters[randomInt(letters.length)] ?? "";
  return text
    .replace(/[1-9]/g, () => pick("123456789"))
    .replace(/[a-f]/g, () => pick("abcdef"))
    .replace(/[g-z]/g, () => pick("ghijklmnopqrstuvwxyz"));
}

/** An answer without what differs from one to the next: ids, codes, moments, and the value that was asked with. */
export function withoutChance(body: string, value: string): string {
  const written = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  return written
    .reduce((text, each) => text.replaceAll(each, "<value>"), body)
    .replace(UUID, "<uuid>")
    .replace(/(?<![\w-])[\w-]{27}(?![\w-])/g, "<code>")
    .replace(/linkToken=[\w-]+/g, "linkToken=<token>")
    .replace(/v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+/g, "<sealed>")
    .replace(/\b1[78]\d{11}\b/g, "<moment>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<moment>")
    .replace(/nonce="[^"]+"|nonce-[\w+/=-]+/g, "<nonce>");
}

/** One value for each place it comes from. */
export function oneOfEach(values: ForeignValue[]): ForeignValue[] {
  return [...new Map(values.map((each) => [each.from, each])).values()];
}

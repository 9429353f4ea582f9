import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { LANE_COUNT } from "./incoming-event.ts";

/** PostgreSQL indexes texts of up to about 2,700 bytes; header values can be longer. */
const LONGEST_KEY = 250;

/** A unique key of these parts; by its hash when it is long, or holds what PostgreSQL takes in no text. */
export function eventKey(...parts: string[]): string {
  const key = parts.join(":");
  return key.length <= LONGEST_KEY && !key.includes("\0")
    ? key
    : `${parts[0]}:${hash("sha256", key)}`;
}

/** The lane of a shop's webhooks, or of a channel's. */
export function laneOf(owner: string): number {
  return crc32(owner) % LANE_COUNT;
}

/** What identifies bytes to which the platform gave no id. */
export function contentId(bytes: Buffer | string): string {
  return hash("sha256", bytes);
}

const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);

/** A platform's moment; null when there is none, or it is beyond all reason. */
export function platformTime(value: unknown): Date | null {
  const time = typeof value === "string" ? Date.parse(value) : value;
  return typeof time === "number" && time >= EARLIEST && time < LATEST ? new Date(time) : null;
}

import type { RateLimit } from "#app/platform/take-rate.server.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * How often codes can be asked for. A code of six digits has five tries: with ten codes a day for one address, guessing
 * one takes longer than a life. What is of an address counts whether or not somebody has it, so that a refusal tells
 * nothing.
 */
export function askLimits(who: {
  lineUserId: string;
  address: string;
  ip: string | null;
}): RateLimit[] {
  const { lineUserId, address, ip } = who;
  return [
    { subject: `line:${lineUserId}`, most: 5, seconds: HOUR },
    { subject: `address:${address}`, most: 5, seconds: HOUR },
    { subject: `address:${address}`, most: 10, seconds: DAY },
    ...ipLimit(ip),
    // More mails in an hour are no customers: the mail server's good name is every shop's.
    { subject: "shop", most: 1_000, seconds: HOUR },
  ];
}

/** The same for LINE's verified e-mail, which needs no code. */
export function lineEmailLimits(who: { lineUserId: string; ip: string | null }): RateLimit[] {
  return [{ subject: `line:${who.lineUserId}`, most: 5, seconds: HOUR }, ...ipLimit(who.ip)];
}

/** How many mails a customer gets, by whichever address they were asked for. Past that none goes, and nobody is told. */
export function mailLimits(customerId: string): RateLimit[] {
  return [
    { subject: `customer:${customerId}`, most: 5, seconds: HOUR },
    { subject: `customer:${customerId}`, most: 10, seconds: DAY },
  ];
}

/** Phones of one mobile network share addresses. */
const ipLimit = (ip: string | null): RateLimit[] =>
  ip ? [{ subject: `ip:${ip}`, most: 60, seconds: HOUR }] : [];

/** The client's address by the word of the one proxy in front (README.md, "Deploying"); null without a proxy. */
export function clientIp(request: Request): string | null {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}

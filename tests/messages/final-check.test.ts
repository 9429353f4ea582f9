import { expect, test } from "vitest";
import { finalCheck, type LastFacts } from "#app/messages/final-check.ts";

const now = new Date("2026-11-22T03:00:00Z");
const validUntil = new Date("2026-11-22T04:00:00Z");
const good: LastFacts = {
  validUntil,
  isConnected: true,
  isQuotaSpent: false,
  isChannelRefused: false,
  followState: "following",
  isOptedOut: false,
};

test("a friend who follows and wants it gets it", () => {
  expect(finalCheck(good, now)).toEqual({ outcome: "go" });
});

test.each<[Partial<LastFacts>, object]>([
  [{ isConnected: false }, { outcome: "skip", reason: "not_connected" }],
  [{ validUntil: now }, { outcome: "expire" }],
  [{ followState: "blocked" }, { outcome: "skip", reason: "blocked" }],
  [{ followState: "seen" }, { outcome: "skip", reason: "not_following" }],
  [{ followState: null }, { outcome: "skip", reason: "not_following" }],
  [{ isOptedOut: true }, { outcome: "skip", reason: "opted_out" }],
  [{ isQuotaSpent: true }, { outcome: "hold", until: validUntil, reason: "quota" }],
  [{ isChannelRefused: true }, { outcome: "hold", until: validUntil, reason: "channel_refused" }],
])("%j → %j", (facts, verdict) => {
  expect(finalCheck({ ...good, ...facts }, now)).toEqual(verdict);
});

test("what is never to go is said at once, and not held first", () => {
  const facts = { ...good, isQuotaSpent: true, isOptedOut: true };
  expect(finalCheck(facts, now)).toEqual({ outcome: "skip", reason: "opted_out" });
});

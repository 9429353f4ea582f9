import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { SendOutcome } from "#app/line/send-outcome.ts";
import {
  canRetry,
  messagesText,
  pushBody,
  retryDelayMs,
  type StoredAttempt,
} from "#app/messages/attempt.ts";
import { SETTLED_STATES } from "#app/messages/send.ts";
import { settlementOf, settlementOfUnsent, type Unsent } from "#app/messages/settlement.ts";

const now = new Date("2026-11-22T03:00:00Z");
const HOUR_MS = 60 * 60_000;
const send = { id: randomUUID(), validUntil: new Date(now.getTime() + HOUR_MS) };
const attempt = (overrides: Partial<StoredAttempt> = {}): StoredAttempt => ({
  id: randomUUID(),
  retryKey: randomUUID(),
  body: pushBody("U1", messagesText([{ type: "text", text: "hello" }])),
  tries: 0,
  firstTriedAt: now,
  storedAt: now,
  isFresh: true,
  ...overrides,
});
const settle = (answer: SendOutcome, overrides: Partial<StoredAttempt> = {}) =>
  settlementOf({ send, attempt: attempt(overrides), answer, now, realNow: now, random: 0.5 });

const answers: SendOutcome[] = [
  { outcome: "accepted", requestId: "1", already: false, sentMessages: [] },
  { outcome: "accepted", requestId: "1", already: true, sentMessages: [] },
  { outcome: "rejected", status: 400, message: "bad", details: [], requestId: "1" },
  { outcome: "rate_limited" },
  { outcome: "quota_spent" },
  { outcome: "unauthorized" },
  { outcome: "unclear", reason: "time_out" },
];
const everyCase = answers.flatMap((answer) =>
  [true, false].flatMap((isFresh) => [0, 1, 30].map((tries) => ({ answer, isFresh, tries }))),
);

test.each(everyCase)(
  "$answer after $tries tries, fresh $isFresh: is settled, waits or is retried, and never two of them",
  (each) => {
    const settlement = settle(each.answer, each);
    const isWaiting = ["planned", "held"].includes(settlement.state);
    expect(settlement.nextAt !== null).toBe(isWaiting);
    expect(settlement.retryAt !== null).toBe(settlement.state === "dispatching");
    expect(settlement.isWithdrawn).toBe(isWaiting);
    if (!isWaiting && settlement.state !== "dispatching") {
      expect(SETTLED_STATES).toContain(settlement.state);
    }
  },
);

test.each(everyCase.filter(({ isFresh }) => !isFresh))(
  "$answer to bytes that may have arrived before never frees the send for other bytes",
  (each) => {
    const { state, isWithdrawn } = settle(each.answer, each);
    expect(isWithdrawn).toBe(false);
    expect(["dispatching", ...SETTLED_STATES]).toContain(state);
  },
);

test("409 is accepted, and keeps the id of the request that was", () => {
  expect(
    settle(
      { outcome: "accepted", requestId: "first", already: true, sentMessages: [] },
      { isFresh: false },
    ),
  ).toMatchObject({
    state: "accepted",
    attempt: { state: "accepted", httpStatus: 409, requestId: "first" },
  });
});

test("a retry key is used for less than 24 hours, by real time and by the product's clock", () => {
  const after = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
  expect(canRetry(attempt(), { now: after(23.5), realNow: after(23.5) })).toBe(true);
  expect(canRetry(attempt(), { now: after(1), realNow: after(24) })).toBe(false);
  expect(canRetry(attempt(), { now: after(24), realNow: after(1) })).toBe(false);
});

test("retries come at growing distances, spread, and at least every ten minutes or so", () => {
  const delays = Array.from({ length: 40 }, (_, tries) => retryDelayMs(tries, 0.5));
  expect(delays.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(Math.max(...delays)).toBe(600_000);
  expect(retryDelayMs(0, 0)).toBeLessThan(retryDelayMs(0, 0.99));
});

test("a push is exactly its recipient and its messages, in UTF-8", () => {
  const body = Buffer.from(
    pushBody("U1", messagesText([{ type: "text", text: "カート🛒" }])),
  ).toString("utf8");
  expect(JSON.parse(body)).toEqual({ to: "U1", messages: [{ type: "text", text: "カート🛒" }] });
});

test.each<[string, Unsent, Date]>([
  [
    "after the validity is looked at when that ends",
    { outcome: "hold", until: new Date(now.getTime() + 2 * HOUR_MS), reason: "quiet_time" },
    send.validUntil,
  ],
  [
    "in the past is not looked at without a pause",
    { outcome: "hold", until: new Date(0), reason: "quiet_time" },
    new Date(now.getTime() + 1_000),
  ],
  [
    "in between is looked at then",
    { outcome: "hold", until: new Date(now.getTime() + 60_000), reason: "quiet_time" },
    new Date(now.getTime() + 60_000),
  ],
])("a hold whose end lies %s", (_name, unsent, nextAt) => {
  expect(settlementOfUnsent(send, unsent, now)).toMatchObject({
    state: "held",
    reason: "quiet_time",
    nextAt,
  });
});

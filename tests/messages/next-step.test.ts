import { expect, test } from "vitest";
import { type NextStep, nextStep } from "#app/messages/next-step.ts";
import { SEND_STATES, type SendState } from "#app/messages/send.ts";

const nextAt = new Date("2026-11-22T23:00:00Z");
const validUntil = new Date("2026-11-23T03:00:00Z");
const firstTriedAt = new Date("2026-11-22T03:00:00Z");
const retryAt = new Date("2026-11-22T03:10:00Z");

const next = (state: SendState, more: Partial<Parameters<typeof nextStep>[0]> = {}) =>
  nextStep({
    state,
    reason: null,
    nextAt,
    validUntil,
    retryAt: null,
    attempt: null,
    ...more,
  });

test("what waits is asked about when its time comes, or waits for its channel up to the end of its validity", () => {
  expect(next("planned")).toEqual({ step: "asked", at: nextAt });
  expect(next("held", { reason: "outside_hours" })).toEqual({ step: "asked", at: nextAt });
  expect(next("held", { reason: "quota" })).toEqual({
    step: "waits_for_quota",
    until: validUntil,
  });
  expect(next("held", { reason: "channel_refused" })).toEqual({
    step: "waits_for_credentials",
    until: validUntil,
  });
});

test("what LINE did not answer goes again under its key for as long as the dispatcher may use that", () => {
  expect(next("dispatching")).toEqual({ step: "under_way" });
  expect(next("dispatching", { retryAt, attempt: { firstTriedAt, retryKey: "key" } })).toEqual({
    step: "tried_again",
    at: retryAt,
    // Five minutes less than LINE keeps the key, as for the dispatcher.
    until: new Date("2026-11-23T02:55:00Z"),
  });
});

test("nothing more happens to what has come to its end; of what is unknown a merchant decides", () => {
  const steps = Object.fromEntries(
    SEND_STATES.map((state) => [state, next(state).step] as [string, NextStep["step"]]),
  );
  expect(steps).toMatchObject({
    accepted: "none",
    rejected: "none",
    skipped: "none",
    superseded: "none",
    expired: "none",
    unknown: "merchant",
  });
});

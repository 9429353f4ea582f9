import { expect, test } from "vitest";
import { judgeStep, type RecoveryRules, type StepFacts } from "#app/recovery/recovery-rules.ts";

const at = (text: string) => new Date(text);
const now = at("2026-11-22T03:00:00Z");

const rules: RecoveryRules = {
  isOn: true,
  activatedAt: at("2026-11-01T00:00:00Z"),
  fromMinute: 8 * 60,
  untilMinute: 22 * 60,
  activityPauseMinutes: 10,
  quietMinutes: 0,
  onlyNeverReminded: false,
  timeZone: "Asia/Tokyo",
};
const step = { isOn: true, activatedAt: at("2026-11-01T00:00:00Z"), delayMinutes: 60 };
const checkout = {
  updatedAt: at("2026-11-22T02:00:00Z"),
  isDeleted: false,
  isEmpty: false,
  hasCustomer: true,
};
const friend = {
  followState: "following",
  isOptedOut: false,
  wasReminded: false,
  remindedElsewhereAt: null,
};
const facts: StepFacts = {
  dueAt: now,
  step,
  checkout,
  isOrdered: false,
  hasNewerCheckout: false,
  hasLaterStep: false,
  friend,
};

const judge = (
  changes: Partial<StepFacts> = {},
  ruleChanges: Partial<RecoveryRules> = {},
  when = now,
) => judgeStep({ ...facts, ...changes }, { ...rules, ...ruleChanges }, when);

test("a step of an abandoned cart of a following friend goes when nothing stands against it", () => {
  expect(judge()).toEqual({ outcome: "go" });
});

test.each<[string, Partial<StepFacts>, Partial<RecoveryRules>]>([
  ["ordered", { isOrdered: true }, {}],
  ["deleted", { checkout: null }, {}],
  ["deleted", { checkout: { ...checkout, isDeleted: true } }, {}],
  ["emptied", { checkout: { ...checkout, isEmpty: true } }, {}],
  ["switched_off", {}, { isOn: false }],
  ["switched_off", { step: { ...step, isOn: false } }, {}],
  ["switched_off", { step: null }, {}],
  ["switched_off", {}, { activatedAt: at("2026-11-22T03:00:01Z") }],
  ["switched_off", { step: { ...step, activatedAt: at("2026-11-22T03:00:01Z") } }, {}],
  ["no_customer", { checkout: { ...checkout, hasCustomer: false }, friend: null }, {}],
  ["not_linked", { friend: null }, {}],
  ["blocked", { friend: { ...friend, followState: "blocked" } }, {}],
  ["not_following", { friend: { ...friend, followState: "seen" } }, {}],
  ["opted_out", { friend: { ...friend, isOptedOut: true } }, {}],
  ["already_reminded", { friend: { ...friend, wasReminded: true } }, { onlyNeverReminded: true }],
])("a step is skipped with the reason %s (%j, %j)", (reason, changes, ruleChanges) => {
  expect(judge(changes, ruleChanges)).toEqual({ outcome: "skip", reason });
});

test("a friend who was reminded before is reminded again unless the merchant says otherwise", () => {
  expect(judge({ friend: { ...friend, wasReminded: true } })).toEqual({ outcome: "go" });
});

test("of several steps that are due together only the latest goes", () => {
  expect(judge({ hasLaterStep: true })).toEqual({ outcome: "supersede", reason: "later_step" });
});

test("a newer checkout of the same customer takes an older one's place", () => {
  expect(judge({ hasNewerCheckout: true })).toEqual({
    outcome: "supersede",
    reason: "newer_checkout",
  });
});

test("an order is told before everything else", () => {
  expect(
    judge(
      { isOrdered: true, hasNewerCheckout: true, friend: null, checkout: null },
      { isOn: false },
    ),
  ).toEqual({ outcome: "skip", reason: "ordered" });
});

test("a step waits until the customer has left the checkout alone for the pause", () => {
  const active = { ...checkout, updatedAt: at("2026-11-22T02:55:00Z") };
  expect(judge({ checkout: active })).toEqual({
    outcome: "hold",
    reason: "customer_active",
    until: at("2026-11-22T03:05:00Z"),
  });
  expect(judge({ checkout: active }, {}, at("2026-11-22T03:05:00Z"))).toEqual({ outcome: "go" });
});

test("the step at 0 hours does not wait for the customer to leave", () => {
  const active = { ...checkout, updatedAt: now };
  expect(judge({ checkout: active, step: { ...step, delayMinutes: 0 } })).toEqual({
    outcome: "go",
  });
});

test("a step that is due at night waits for the morning", () => {
  expect(judge({}, {}, at("2026-11-22T15:00:00Z"))).toEqual({
    outcome: "hold",
    reason: "outside_hours",
    until: at("2026-11-22T23:00:00Z"),
  });
});

test("a friend who was just reminded of another cart is left in peace for the quiet time", () => {
  const reminded = { ...friend, remindedElsewhereAt: at("2026-11-22T02:30:00Z") };
  expect(judge({ friend: reminded }, { quietMinutes: 120 })).toEqual({
    outcome: "hold",
    reason: "quiet_time",
    until: at("2026-11-22T04:30:00Z"),
  });
  expect(judge({ friend: reminded }, { quietMinutes: 30 })).toEqual({ outcome: "go" });
});

test("nothing waits when it would not go anyway", () => {
  expect(judge({ friend: null }, {}, at("2026-11-22T15:00:00Z"))).toEqual({
    outcome: "skip",
    reason: "not_linked",
  });
});

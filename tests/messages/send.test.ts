import { expect, test } from "vitest";
import { canBecome, isSettled, isWaiting, SEND_STATES } from "#app/messages/send.ts";

test("a send that has come to its end stays there", () => {
  for (const from of SEND_STATES.filter(isSettled)) {
    for (const to of SEND_STATES) expect(canBecome(from, to), `${from} → ${to}`).toBe(false);
  }
});

test("only a send that is being dispatched can be accepted, rejected or become unknown", () => {
  for (const from of SEND_STATES) {
    for (const to of ["accepted", "rejected", "unknown"] as const) {
      expect(canBecome(from, to), `${from} → ${to}`).toBe(from === "dispatching");
    }
  }
});

test("every state is either settled, waiting, or under way", () => {
  const underWay = SEND_STATES.filter((state) => !isSettled(state) && !isWaiting(state));
  expect(underWay).toEqual(["dispatching"]);
});

test("whatever is not settled can still be stopped, superseded and expire", () => {
  for (const from of SEND_STATES.filter((state) => !isSettled(state))) {
    for (const to of ["skipped", "superseded", "expired"] as const) {
      expect(canBecome(from, to), `${from} → ${to}`).toBe(true);
    }
  }
});

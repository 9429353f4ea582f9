import { expect, test } from "vitest";
import { createI18n } from "#app/platform/i18n.ts";
import { LEDGER_REASONS, SEND_STATES } from "#app/messages/send.ts";
import { DROPPED_REASONS } from "#app/messages/trouble.ts";
import { HOLD_REASONS, SKIP_REASONS, SUPERSEDE_REASONS } from "#app/recovery/recovery-rules.ts";
import { STEP_DELAYS } from "#app/recovery/recovery-step.ts";

const reasons = [
  ...SKIP_REASONS,
  ...SUPERSEDE_REASONS,
  ...HOLD_REASONS,
  ...Object.values(LEDGER_REASONS),
  ...Object.values(DROPPED_REASONS),
];

test.each(["ja", "en"] as const)(
  "every state, reason and step of a send can be read in %s",
  (locale) => {
    const i18n = createI18n(locale);
    const keys = [
      ...reasons.map((reason) => `results:reasons.${reason}`),
      ...SEND_STATES.map((state) => `results:states.${state}`),
      ...STEP_DELAYS.map((delay) => `recovery:steps.at.${delay}`),
    ];
    expect(keys.filter((key) => !i18n.exists(key))).toEqual([]);
  },
);

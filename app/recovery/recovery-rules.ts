import {
  addMinutes,
  isBeforeActivation,
  nextOpening,
  type SendingHours,
} from "./recovery-clock.ts";

/** Why a step is not sent, for the merchant to read beside it (namespace `results`, `reasons.<code>`). */
export const SKIP_REASONS = [
  "ordered",
  "deleted",
  "emptied",
  "switched_off",
  "no_customer",
  "not_linked",
  "blocked",
  "not_following",
  "opted_out",
  "already_reminded",
  "out_of_stock",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What took a step's place. */
export const SUPERSEDE_REASONS = ["newer_checkout", "later_step"] as const;
type SupersedeReason = (typeof SUPERSEDE_REASONS)[number];

/** What a step waits for. */
export const HOLD_REASONS = ["customer_active", "outside_hours", "quiet_time"] as const;
type HoldReason = (typeof HOLD_REASONS)[number];

export type RecoveryRules = SendingHours & {
  isOn: boolean;
  activatedAt: Date | null;
  activityPauseMinutes: number;
  quietMinutes: number;
  onlyNeverReminded: boolean;
  timeZone: string;
};

/** What the rules ask about one due step. */
export type StepFacts = {
  dueAt: Date;
  step: { isOn: boolean; activatedAt: Date | null; delayMinutes: number } | null;
  checkout: { updatedAt: Date; isDeleted: boolean; isEmpty: boolean; hasCustomer: boolean } | null;
  /** An order of the checkout or its cart, or one by the same customer since the checkout began. */
  isOrdered: boolean;
  /** The same customer has begun another checkout since, with something in it. */
  hasNewerCheckout: boolean;
  /** A later step of the same checkout is due as well, or has been sent. */
  hasLaterStep: boolean;
  friend: {
    followState: string;
    isOptedOut: boolean;
    /** Ever, about any checkout. */
    wasReminded: boolean;
    /** When a message about another checkout last reached them. */
    remindedElsewhereAt: Date | null;
  } | null;
};

export type Verdict =
  | { outcome: "go" }
  | { outcome: "skip"; reason: SkipReason }
  | { outcome: "supersede"; reason: SupersedeReason }
  | { outcome: "hold"; reason: HoldReason; until: Date };

/**
 * Whether a due step may go now, by all that is known without asking Shopify.
 *
 * Reasons stand in an order: first what became of the checkout, then the programme, then the person, then what only
 * makes it wait. So the merchant reads the one that matters most.
 */
export function judgeStep(facts: StepFacts, rules: RecoveryRules | null, now: Date): Verdict {
  const { checkout, step, friend } = facts;
  if (facts.isOrdered) return skip("ordered");
  if (!checkout || checkout.isDeleted) return skip("deleted");
  if (checkout.isEmpty) return skip("emptied");
  if (facts.hasNewerCheckout) return { outcome: "supersede", reason: "newer_checkout" };
  if (!rules?.isOn || !step?.isOn) return skip("switched_off");
  if (isBeforeActivation(facts.dueAt, rules, step)) return skip("switched_off");
  if (!checkout.hasCustomer) return skip("no_customer");
  if (!friend) return skip("not_linked");
  if (friend.followState === "blocked") return skip("blocked");
  if (friend.followState !== "following") return skip("not_following");
  if (friend.isOptedOut) return skip("opted_out");
  if (rules.onlyNeverReminded && friend.wasReminded) return skip("already_reminded");
  if (facts.hasLaterStep) return { outcome: "supersede", reason: "later_step" };
  return findHold({ rules, step, checkout, friend, now }) ?? { outcome: "go" };
}

/** The first thing that the step waits for; when that has passed, the step is judged anew and may meet the next. */
function findHold(options: {
  rules: RecoveryRules;
  step: NonNullable<StepFacts["step"]>;
  checkout: NonNullable<StepFacts["checkout"]>;
  friend: NonNullable<StepFacts["friend"]>;
  now: Date;
}): Verdict | null {
  const { rules, step, checkout, friend, now } = options;
  // The step at 0 h speaks to someone who is still there.
  const pause = step.delayMinutes === 0 ? 0 : rules.activityPauseMinutes;
  const idleAt = addMinutes(checkout.updatedAt, pause);
  if (pause > 0 && idleAt > now) return hold("customer_active", idleAt);
  const opening = nextOpening(rules, rules.timeZone, now);
  if (opening) return hold("outside_hours", opening);
  if (friend.remindedElsewhereAt) {
    const quietUntil = addMinutes(friend.remindedElsewhereAt, rules.quietMinutes);
    if (quietUntil > now) return hold("quiet_time", quietUntil);
  }
  return null;
}

function skip(reason: SkipReason): Verdict {
  return { outcome: "skip", reason };
}

function hold(reason: HoldReason, until: Date): Verdict {
  return { outcome: "hold", reason, until };
}

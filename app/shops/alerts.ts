/** What wants a merchant's eye: which facts are an alert, how grave, and when one that was put away comes back. Pure. */

type Counted = { count: number; since: Date | null };

/** What the rooms know, as the home page reads it. Times are the product's. */
export type AlertFacts = {
  /** Null: no channel is connected, and nothing of it can be wrong. */
  line: {
    refused: { since: Date | null } | null;
    isUndecided: boolean;
    /** Why LINE tells nothing although its webhook is to come to us. */
    webhookProblem: { what: "inactive" | "elsewhere"; since: Date | null } | null;
    /** Whether LINE's webhook is to come to us. */
    hasWebhook: boolean;
    quota: { limit: number | null; used: number; readAt: Date; spentSince: Date | null } | null;
  } | null;
  /** Held for the monthly limit. */
  waitingForQuota: Counted;
  late: Counted;
  unknown: Counted;
  rejected: Counted;
  /** `isJump`: far more people unfollowed than on a usual day. */
  unfollows: { lately: number; usual: number; since: Date | null; isJump: boolean };
  /** Since when a platform that used to tell something tells nothing. */
  silence: { line: Date | null; shopify: Date | null };
  dataRequests: Counted;
  setAside: Counted;
};

/** Alerts that a merchant may put away; the others stay until they are mended. */
export const DISMISSIBLE = [
  "quotaAlmostSpent",
  "quotaNear",
  "lineSilent",
  "shopifySilent",
  "unfollows",
  "rejected",
] as const;
export type DismissibleAlert = (typeof DISMISSIBLE)[number];

type AlertName =
  | "refused"
  | "webhookInactive"
  | "webhookElsewhere"
  | "quotaSpent"
  | "late"
  | "undecided"
  | "setAside"
  | "unknown"
  | "dataRequests"
  | DismissibleAlert;

export type Alert = {
  name: AlertName;
  tone: "critical" | "warning";
  /** Null: nobody knows. */
  since: Date | null;
  /** What its text tells: `count`, and for unfollows `usual`. */
  values: Record<string, number>;
  isDismissible: boolean;
};

/** When each alert was put away last. */
export type Dismissals = Partial<Record<DismissibleAlert, Date>>;

/** Of the month's messages. Then there is time to change the plan before a busy weekend. */
const NEAR = 0.8;
/** Then there is not. */
const ALMOST_SPENT = 0.95;

/**
 * The alerts of a shop, the gravest first, each cause once.
 *
 * @param dismissed what was put away stays away until it happens anew: a silence that began later, another month's
 *   quota. What counts (refusals, unfollows) is counted from there on by whoever read the facts
 */
export function listAlerts(facts: AlertFacts, dismissed: Dismissals, now: Date): Alert[] {
  const found: Alert[] = [];
  const add = (
    name: AlertName,
    tone: Alert["tone"],
    since: Date | null,
    values: Alert["values"] = {},
  ) =>
    found.push({
      name,
      tone,
      since,
      values,
      isDismissible: (DISMISSIBLE as readonly string[]).includes(name),
    });
  const addCounted = (name: AlertName, tone: Alert["tone"], { count, since }: Counted) =>
    count > 0 && add(name, tone, since, { count });
  const isNewSince = (name: DismissibleAlert, since: Date) => !(dismissed[name]! >= since);
  const { line, silence, unfollows } = facts;

  if (line?.refused) add("refused", "critical", line.refused.since);
  if (line?.webhookProblem?.what === "inactive")
    add("webhookInactive", "critical", line.webhookProblem.since);
  if (line?.webhookProblem?.what === "elsewhere")
    add("webhookElsewhere", "critical", line.webhookProblem.since);
  if (line?.quota?.spentSince)
    add("quotaSpent", "critical", line.quota.spentSince, { count: facts.waitingForQuota.count });
  addCounted("late", "critical", facts.late);
  if (line?.isUndecided) add("undecided", "warning", null);
  addCounted("setAside", "warning", facts.setAside);
  addCounted("unknown", "warning", facts.unknown);

  const quota = line?.quota;
  if (quota?.limit && !quota.spentSince) {
    const share = quota.used / quota.limit;
    const name = share >= ALMOST_SPENT ? "quotaAlmostSpent" : share >= NEAR ? "quotaNear" : null;
    const left = Math.max(0, quota.limit - quota.used);
    if (name && !isSameMonth(dismissed[name], now))
      add(name, "warning", quota.readAt, { count: left, limit: quota.limit });
  }
  // Where LINE's webhook is off, or another's, silence is no second cause.
  if (line?.hasWebhook && !line.webhookProblem && silence.line) {
    if (isNewSince("lineSilent", silence.line)) add("lineSilent", "warning", silence.line);
  }
  if (silence.shopify && isNewSince("shopifySilent", silence.shopify))
    add("shopifySilent", "warning", silence.shopify);
  if (unfollows.isJump)
    add("unfollows", "warning", unfollows.since, {
      count: unfollows.lately,
      usual: Math.round(unfollows.usual * 10) / 10,
    });
  addCounted("rejected", "warning", facts.rejected);
  addCounted("dataRequests", "warning", facts.dataRequests);
  return found;
}

const JAPAN_MS = 9 * 60 * 60_000;

/** LINE counts messages by the month in Japan, which has no summer time. */
function isSameMonth(one: Date | undefined, other: Date): boolean {
  const month = (at: Date) => new Date(at.getTime() + JAPAN_MS).toISOString().slice(0, 7);
  return one !== undefined && month(one) === month(other);
}

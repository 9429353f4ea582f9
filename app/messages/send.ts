/** The ledger's rules: which states a send has, and which may follow which. Pure, safe in the browser. */

export const SEND_STATES = [
  "planned",
  "held",
  "dispatching",
  "accepted",
  "rejected",
  "skipped",
  "superseded",
  "expired",
  "unknown",
] as const;

export type SendState = (typeof SEND_STATES)[number];

/** States in which nothing has been given to LINE and the sweep will look again. */
const WAITING_STATES = ["planned", "held"] as const satisfies SendState[];

/** States that nothing leads out of. */
export const SETTLED_STATES = [
  "accepted",
  "rejected",
  "skipped",
  "superseded",
  "expired",
  "unknown",
] as const satisfies SendState[];

export type WaitingState = (typeof WAITING_STATES)[number];
export type SettledState = (typeof SETTLED_STATES)[number];

/** Reasons that the ledger itself gives. Programmes add their own; all are snake_case codes that pages translate. */
export const LEDGER_REASONS = {
  /** The shop has no LINE channel, or has uninstalled Musubi. */
  notConnected: "not_connected",
  /** The friend blocked the account. */
  blocked: "blocked",
  /** The LINE user is known, but never added the account as a friend. */
  notFollowing: "not_following",
  optedOut: "opted_out",
  /** Held: LINE's monthly limit is reached. */
  quota: "quota",
  /** Held: LINE refuses the channel's credentials. */
  channelRefused: "channel_refused",
  /** Waits: LINE limits the rate. */
  rateLimited: "rate_limited",
  /** Dispatching: LINE's answer never came, so the same bytes go again. Unknown: it never came in 24 h. */
  lineUnreachable: "line_unreachable",
  /** Rejected: LINE refused the message itself. */
  refusedByLine: "refused_by_line",
  /** Rejected: LINE does not take the recipient's id. */
  recipientRefused: "recipient_refused",
  /** Held: no programme of this kind runs, for example after going back to an older version. */
  unknownKind: "unknown_kind",
} as const;

const TRANSITIONS: Record<SendState, readonly SendState[]> = {
  planned: ["dispatching", "held", "skipped", "superseded", "expired"],
  held: ["dispatching", "planned", "skipped", "superseded", "expired"],
  // Back to planned or held only while nothing of it can have reached LINE.
  dispatching: [
    "planned",
    "held",
    "accepted",
    "rejected",
    "skipped",
    "superseded",
    "expired",
    "unknown",
  ],
  accepted: [],
  rejected: [],
  skipped: [],
  superseded: [],
  expired: [],
  unknown: [],
};

/** Whether a send in one state may come into another. */
export function canBecome(from: SendState, to: SendState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Whether the sweep will look at it again although nothing has been given to LINE. */
export function isWaiting(state: SendState): state is WaitingState {
  return (WAITING_STATES as readonly SendState[]).includes(state);
}

/** Whether it has come to its end. */
export function isSettled(state: SendState): state is SettledState {
  return (SETTLED_STATES as readonly SendState[]).includes(state);
}

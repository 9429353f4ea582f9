/** The states that a send has, and the ledger's own reasons for them. Pure, safe in the browser. */

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

/** States that nothing leads out of but a merchant's hand. */
export const SETTLED_STATES = [
  "accepted",
  "rejected",
  "skipped",
  "superseded",
  "expired",
  "unknown",
] as const satisfies SendState[];

/** The topic under which open windows are told that something became of urgent sends: the ids are their friends'. */
export const SENDS_TOPIC = "sends";

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
  /** Planned again: LINE did not take the reply, so the same goes as a push. */
  replyRefused: "reply_refused",
  /** Rejected: LINE refused the message itself. */
  refusedByLine: "refused_by_line",
  /** Rejected: LINE does not take the recipient's id. */
  recipientRefused: "recipient_refused",
  /** Held: no programme of this kind runs, for example after going back to an older version. */
  unknownKind: "unknown_kind",
} as const;

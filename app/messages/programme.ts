import type { LineMessage } from "#app/line/line-message.ts";

/** A send whose time has come, as its programme sees it. */
export type DueSend = {
  id: string;
  shopId: string;
  subjectId: string | null;
  partId: string | null;
  friendId: string | null;
  cause: string;
  dueAt: Date;
  validUntil: Date;
};

/** How a send may go, beside the push to a friend that every send is. */
export type Manner = {
  /** It answers the friend: a fresh reply token is tried first, which costs nothing. */
  triesReply?: true;
  /**
   * They wrote within seven days: LINE takes what goes to them, though they may not have added the account (LINE
   * reference, "Conditions for sending push message").
   */
  hasWritten?: true;
};

/** What a programme answers for one due send. */
export type Prepared =
  | ({ outcome: "send"; friendId: string; messages: LineMessage[] } & Manner)
  /** It is not to go, for a reason that the merchant can read. */
  | { outcome: "skip"; reason: string }
  /** Another of the same programme goes instead; the reason says which. */
  | { outcome: "supersede"; reason?: string }
  /** Not now: it is prepared again at `until`, or expires before. */
  | { outcome: "hold"; until: Date; reason: string };

/** What merchants run and what owns sends: the worker door registers one per kind. */
export type Programme = {
  /** `recovery`, … */
  kind: string;
  /** Which opting out stops it; null for what the friend asked for. */
  consentKind: "recovery" | "marketing" | null;
  /**
   * Asked right before sending, for a batch of one shop's due sends, also those that were held: is it still to go, and
   * with what content? Every send gets an answer; one that is left out is asked for again later.
   *
   * @throws when the answer cannot be had now; the batch is tried again later and nothing is lost
   */
  prepare(options: { shopId: string; sends: DueSend[]; now: Date }): Promise<Map<string, Prepared>>;
};

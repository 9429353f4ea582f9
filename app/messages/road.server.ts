import type pg from "pg";
import type { pushBytes } from "#app/line/push.server.ts";
import type { replyBytes } from "#app/line/reply.server.ts";
import type { SendOutcome } from "#app/line/send-outcome.ts";
import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countSend } from "#app/platform/metrics.server.ts";
import { canRetry, type StoredAttempt } from "./attempt.ts";
import {
  type CheckedAndStored,
  createCheckAndStore,
  type ReadySend,
} from "./check-and-store.server.ts";
import { cacheCredentials, type ReadCredentials } from "./credentials-cache.ts";
import { createSlots } from "./gather.ts";
import { holdChannel } from "./hold-channel.server.ts";
import type { Leases } from "./leases.server.ts";
import type { PreparedSend } from "./prepare-sends.server.ts";
import { createRateBucket, type RateBucket } from "./rate-bucket.server.ts";
import { LEDGER_REASONS } from "./send.ts";
import { checkAndStoreReply } from "./store-reply.server.ts";
import { createSettle } from "./settle-surely.server.ts";
import {
  type Settlement,
  settlementOf,
  settlementOfUnknown,
  settlementOfUnsent,
} from "./settlement.ts";
import type { UnclearSend } from "./take-over-sends.server.ts";

export type RoadConfig = {
  pool: pg.Pool;
  db: Db;
  leases: Leases;
  pushBytes: typeof pushBytes;
  replyBytes: typeof replyBytes;
  readCredentials: ReadCredentials;
  now: () => Date;
  realTime: () => Date;
  /** Calls to LINE at once. */
  concurrency: number;
  /** Aborted when no new call may begin, and again when those in flight are given up. */
  stopping: AbortSignal;
  givingUp: AbortSignal;
};

/**
 * The road of one send from its programme's answer to its settlement: check, store, call LINE, settle, in this order.
 * Whatever throws on the way leaves the send to its lease: the next worker sees from the stored attempt, or from its
 * absence, what it has to do.
 */
export function createRoad(config: RoadConfig) {
  const { pool, db, leases, now, realTime, stopping } = config;
  const { leasedBy } = leases;
  const takeSlot = createSlots(config.concurrency);
  const credentialsOf = cacheCredentials(config.readCredentials, realTime);
  const pushes = createRateBucket({ pool, endpoint: "push", realTime });
  const replies = createRateBucket({ pool, endpoint: "reply", realTime });
  const checkAndStore = createCheckAndStore({ pool, leasedBy, now, realTime });
  const settleSurely = createSettle({ pool, leasedBy, now });

  /** A slot is held from before the last check until LINE's answer, so that no send waits between the two. */
  async function withSlot(step: () => Promise<Settlement | null>): Promise<Settlement | null> {
    const giveBack = await takeSlot();
    try {
      return stopping.aborted ? null : await step();
    } finally {
      giveBack();
    }
  }

  async function settle(
    { kind, nextAt }: { kind: string; nextAt: Date },
    settlement: Settlement | null,
  ): Promise<void> {
    if (!settlement || !(await settleSurely(settlement))) return;
    const { state, reason } = settlement;
    countSend({ kind, state, reason, lagMs: now().getTime() - nextAt.getTime() });
  }

  async function callLine(
    send: { id: string; shopId: string; validUntil: Date },
    attempt: StoredAttempt,
    credentials: NonNullable<Awaited<ReturnType<ReadCredentials>>>,
  ): Promise<Settlement | null> {
    // Past the lease another worker carries on with the same bytes.
    if (!leases.isHeld(send.id)) return null;
    const { body, retryKey } = attempt;
    const call = { credentials, body, signal: config.givingUp };
    const isReply = retryKey === null;
    const answer = await (
      isReply ? config.replyBytes(call) : config.pushBytes({ ...call, retryKey })
    ).catch((err: unknown): SendOutcome => {
      log.error({ err, sendId: send.id }, "A call broke; whether LINE took the send is not known");
      return { outcome: "unclear", reason: "broken" };
    });
    const bucket = isReply ? replies : pushes;
    await react(send, { channelId: credentials.channelRowId, bucket }, answer).catch(
      (err: unknown) => log.error({ err, shopId: send.shopId }, "A channel could not be held back"),
    );
    return settlementOf({
      send,
      attempt,
      answer,
      now: now(),
      realNow: realTime(),
      random: Math.random(),
    });
  }

  /** What an answer means for the other sends of the channel. Done while the slot is held, before the next one is checked. */
  async function react(
    { id, shopId }: { id: string; shopId: string },
    { channelId, bucket }: { channelId: string; bucket: RateBucket },
    answer: SendOutcome,
  ): Promise<void> {
    switch (answer.outcome) {
      case "quota_spent":
        return holdChannel({ db, shopId, reason: LEDGER_REASONS.quota, now: now() });
      case "unauthorized":
        credentialsOf.forget(shopId);
        return holdChannel({ db, shopId, reason: LEDGER_REASONS.channelRefused, now: now() });
      case "rate_limited":
        return bucket.drain(channelId);
      case "rejected":
        log.warn({ shopId, sendId: id, ...answer }, "LINE refused a send");
        return;
      case "accepted":
      case "unclear":
        return;
    }
  }

  async function asPush(send: ReadySend, channelId: string): Promise<CheckedAndStored> {
    await pushes.take(channelId);
    return checkAndStore(send);
  }

  /** @returns null when there is no token to reply by */
  async function asReply(send: ReadySend, channelId: string): Promise<CheckedAndStored | null> {
    await replies.take(channelId);
    const checked = await checkAndStoreReply({ pool, leasedBy, now, realTime }, send);
    return checked.outcome === "no_token" ? null : checked;
  }

  return {
    /** Takes a prepared send to its end, or to where it waits. */
    async dispatch({ send, prepared }: PreparedSend, consentKind: string | null): Promise<void> {
      if (prepared.outcome !== "send") {
        return settle(send, settlementOfUnsent(send, prepared, now()));
      }
      const settlement = await withSlot(async () => {
        const credentials = await credentialsOf.read(send.shopId);
        if (!credentials) {
          const unsent = { outcome: "skip", reason: LEDGER_REASONS.notConnected } as const;
          return settlementOfUnsent(send, unsent, now());
        }
        const ready = { sendId: send.id, consentKind, ...prepared };
        const checked =
          (prepared.triesReply && (await asReply(ready, credentials.channelRowId))) ||
          (await asPush(ready, credentials.channelRowId));
        switch (checked.outcome) {
          case "stored":
            return callLine(send, checked.attempt, credentials);
          case "lost":
            return null;
          default:
            return settlementOfUnsent(send, checked, now());
        }
      });
      await settle(send, settlement);
    },

    /** Tries again what may already have arrived: the same bytes under the same key. A reply has none, and stays unknown. */
    async resume(send: UnclearSend): Promise<void> {
      const { attempt } = send;
      const unknown = (reason: string) => settlementOfUnknown(send.id, attempt.id, reason);
      const settlement = await withSlot(async () => {
        const isYoung = canRetry(attempt, { now: now(), realNow: realTime() });
        if (attempt.retryKey === null || !isYoung || attempt.body.length === 0) {
          return unknown(LEDGER_REASONS.lineUnreachable);
        }
        const credentials = await credentialsOf.read(send.shopId);
        if (!credentials) return unknown(LEDGER_REASONS.notConnected);
        await pushes.take(credentials.channelRowId);
        return callLine(send, attempt, credentials);
      });
      await settle(send, settlement);
    },
  };
}

import type pg from "pg";
import type { pushBytes, SendOutcome } from "#app/line/push.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countSend } from "#app/platform/metrics.server.ts";
import { canRetry, type StoredAttempt } from "./attempt.ts";
import { createCheckAndStore } from "./check-and-store.server.ts";
import { cacheCredentials, type ReadCredentials } from "./credentials-cache.ts";
import { createSlots } from "./gather.ts";
import { holdChannel } from "./hold-channel.server.ts";
import type { Leases } from "./leases.server.ts";
import type { PreparedSend } from "./prepare-sends.server.ts";
import { createRateBucket } from "./rate-bucket.server.ts";
import { LEDGER_REASONS } from "./send.ts";
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
  const bucket = createRateBucket({ pool, realTime });
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
    const answer = await config
      .pushBytes({ credentials, body, retryKey, signal: config.givingUp })
      .catch((err: unknown): SendOutcome => {
        log.error({ err, sendId: send.id }, "A push broke; whether LINE took it is not known");
        return { outcome: "unclear", reason: "broken" };
      });
    await react(send, credentials.channelRowId, answer).catch((err: unknown) =>
      log.error({ err, shopId: send.shopId }, "A channel could not be held back"),
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
    channelId: string,
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
        await bucket.take(credentials.channelRowId);
        const checked = await checkAndStore({ sendId: send.id, consentKind, ...prepared });
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

    /** Tries again what may already have arrived: the same bytes under the same key. */
    async resume(send: UnclearSend): Promise<void> {
      const { attempt } = send;
      const unknown = (reason: string) => settlementOfUnknown(send.id, attempt.id, reason);
      const settlement = await withSlot(async () => {
        if (!canRetry(attempt, { now: now(), realNow: realTime() }) || attempt.body.length === 0) {
          return unknown(LEDGER_REASONS.lineUnreachable);
        }
        const credentials = await credentialsOf.read(send.shopId);
        if (!credentials) return unknown(LEDGER_REASONS.notConnected);
        await bucket.take(credentials.channelRowId);
        return callLine(send, attempt, credentials);
      });
      await settle(send, settlement);
    },
  };
}

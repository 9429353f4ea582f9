import type pg from "pg";
import { log } from "#app/platform/log.server.ts";
import { countSend } from "#app/platform/metrics.server.ts";
import { claimSends, findDueShops } from "./claim-sends.server.ts";
import type { Leases } from "./leases.server.ts";
import { groupSends, prepareSends, type SendGroup } from "./prepare-sends.server.ts";
import type { Programme } from "./programme.ts";
import type { createRoad } from "./road.server.ts";
import { takeOverSends } from "./take-over-sends.server.ts";

/** One shop's turn: as many as share a programme's reads well, and few enough that the next shop is served soon. */
const PER_TURN = 100;
const PER_CLAIM = 200;
/** Claimed and not settled yet. Enough that some are read and rendered while others are on their way. */
const MAX_IN_HAND = 600;

/**
 * Takes up what is due and sets it on its road, in the background.
 *
 * @param options.onRoom is called when there is room for another claim after there was none
 */
export function createSweeper(options: {
  pool: pg.Pool;
  programmes: Programme[];
  leases: Leases;
  road: ReturnType<typeof createRoad>;
  now: () => Date;
  realTime: () => Date;
  onRoom: () => void;
}) {
  const { pool, leases, road, now, realTime, onRoom } = options;
  const { leasedBy } = leases;
  const programmes = new Map(options.programmes.map((programme) => [programme.kind, programme]));
  const underWay = new Set<Promise<unknown>>();
  /** The rest of this round: every shop with something due gets one turn before any gets its second. */
  let shopsToServe: string[] = [];

  function hold(sends: { id: string }[], leasedUntil: Date): void {
    for (const send of sends) leases.hold(send.id, leasedUntil);
  }

  const hasRoom = () => leases.count() <= MAX_IN_HAND - PER_CLAIM;

  function letGo(sendId: string): void {
    const hadRoom = hasRoom();
    leases.letGo(sendId);
    if (!hadRoom && hasRoom()) onRoom();
  }

  /** Whatever throws leaves the send to its lease. */
  async function letGoAfter(sendId: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (err) {
      log.error({ err, sendId }, "A send is left to its lease");
    } finally {
      letGo(sendId);
    }
  }

  async function dispatchGroup(group: SendGroup): Promise<void> {
    const { shopId, kind } = group;
    const programme = programmes.get(kind);
    const onError = (err: unknown) =>
      log.error({ err, shopId, kind }, "A programme could not answer; it is asked again");
    const prepared = await prepareSends({ group, programme, now: now(), onError });
    const consentKind = programme?.consentKind ?? null;
    await Promise.all(
      prepared.map((one) => letGoAfter(one.send.id, road.dispatch(one, consentKind))),
    );
  }

  function follow(work: Promise<unknown>): void {
    const followed = work.finally(() => underWay.delete(followed));
    underWay.add(followed);
  }

  return {
    hasRoom,

    /** Claims what is due, of several shops. Returns how many sends were taken up, expired ones included. */
    async claim(): Promise<number> {
      if (shopsToServe.length === 0) shopsToServe = await findDueShops({ pool, now: now() });
      if (shopsToServe.length === 0) return 0;
      const leasedUntil = leases.newEnd();
      const { sends, expired, shopsLeft } = await claimSends({
        pool,
        shopIds: shopsToServe,
        perShop: PER_TURN,
        limit: PER_CLAIM,
        leasedBy,
        leasedUntil,
        now: now(),
      });
      shopsToServe = shopsLeft;
      hold(sends, leasedUntil);
      for (const group of groupSends(sends)) follow(dispatchGroup(group));
      for (const kind of expired) countSend({ kind, state: "expired", reason: null, lagMs: 0 });
      return sends.length + expired.length;
    },

    /** Takes over what another worker left behind and what is to be tried again. Returns how many sends that were. */
    async takeOver(): Promise<number> {
      const leasedUntil = leases.newEnd();
      const sends = await takeOverSends({
        pool,
        limit: PER_CLAIM,
        inHand: leases.inHand(),
        leasedBy,
        leasedUntil,
        realNow: realTime(),
      });
      hold(sends, leasedUntil);
      for (const send of sends) follow(letGoAfter(send.id, road.resume(send)));
      return sends.length;
    },

    /** Resolves when nothing that was taken up is under way any more. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

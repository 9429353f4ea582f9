import type pg from "pg";
import { now } from "#app/platform/clock.server.ts";
import { INTAKE_CHANNEL } from "#app/platform/intake-channel.ts";
import { log } from "#app/platform/log.server.ts";
import { countCommit } from "#app/platform/metrics.server.ts";
import { textArray } from "#app/platform/text-array.ts";
import type { IncomingEvent } from "./incoming-event.ts";

/** One statement: small enough for a commit of a few milliseconds, large enough for a sale's rush. */
const LARGEST_BATCH = 500;
/** Beyond either the platforms are asked to come again, rather than this process to run out of memory. */
const MOST_WAITING = { events: 10_000, characters: 64 * 1024 * 1024 };

type StoreOutcome = "stored" | "failed" | "overloaded";

export type GroupCommit = {
  /** Answers once the events are committed, or certainly will not be. A stored duplicate is `stored`, too. */
  store(events: IncomingEvent[]): Promise<StoreOutcome>;
  /** Waits until everything that was taken is committed. */
  close(): Promise<void>;
};

type Request = { events: IncomingEvent[]; size: Size; answer: (outcome: StoreOutcome) => void };

/** How much there is to store: of a request, or of all that wait. */
type Size = { events: number; characters: number };

function sizeOf(events: IncomingEvent[]): Size {
  const characters = events.reduce((sum, { body }) => sum + body.length, 0);
  return { events: events.length, characters };
}

/**
 * Commits under way at once: while PostgreSQL writes one to its disk, the next gathers and goes. More would make each
 * smaller and the price of a commit shared by fewer.
 */
const COMMITS_AT_ONCE = 2;

/**
 * Stores events of many requests by one insert: while a commit is under way, what arrives gathers for the next. So a
 * lone request waits for nobody, and under load hundreds share the price of one commit. The stored row is the queue;
 * workers are called when a commit stored something.
 *
 * A lane's events always take the same turn, one commit after the other: they keep their order, and no two commits hold
 * the same key.
 */
export function createGroupCommit({ pool }: { pool: pg.Pool }): GroupCommit {
  const workers = createCall(pool);
  const turns = Array.from({ length: COMMITS_AT_ONCE }, () =>
    createTurn(pool, () => workers.call()),
  );
  return {
    store(events) {
      const [first] = events;
      if (!first) return Promise.resolve("stored");
      const sum = (key: keyof Size) => turns.reduce((total, turn) => total + turn.waiting[key], 0);
      const isFull =
        sum("events") >= MOST_WAITING.events || sum("characters") >= MOST_WAITING.characters;
      if (isFull) return Promise.resolve("overloaded");
      return turns[first.lane % COMMITS_AT_ONCE]!.store(events);
    },
    async close() {
      await Promise.all(turns.map((turn) => turn.idle()));
      await workers.idle();
    },
  };
}

function createTurn(pool: pg.Pool, onStored: () => void) {
  const requests: Request[] = [];
  const waiting: Size = { events: 0, characters: 0 };
  let committing: Promise<void> | undefined;

  async function commitWaiting() {
    // Requests whose bodies are being read in this turn of the event loop still join.
    await new Promise((done) => setImmediate(done));
    while (requests.length) {
      const batch = takeBatch();
      const events = batch.flatMap((request) => request.events);
      const outcome = await insert(pool, events, onStored);
      for (const request of batch) request.answer(outcome);
    }
    committing = undefined;
  }

  function takeBatch(): Request[] {
    let size = 0;
    const end = requests.findIndex((request) => (size += request.events.length) > LARGEST_BATCH);
    // A request is never split, and one that is larger than a batch is a batch.
    const batch = requests.splice(0, end === -1 ? requests.length : Math.max(end, 1));
    for (const { size } of batch) {
      waiting.events -= size.events;
      waiting.characters -= size.characters;
    }
    return batch;
  }

  return {
    waiting,
    store(events: IncomingEvent[]): Promise<StoreOutcome> {
      return new Promise((answer) => {
        const size = sizeOf(events);
        requests.push({ events, size, answer });
        waiting.events += size.events;
        waiting.characters += size.characters;
        committing ??= commitWaiting();
      });
    },
    async idle() {
      await committing;
    },
  };
}

/**
 * Calls the workers, once for all commits that ended meanwhile. In a transaction of its own, since PostgreSQL lets
 * transactions that notify commit only one after the other. A call that is lost costs a second: workers look by themselves.
 */
function createCall(pool: pg.Pool): { call(): void; idle(): Promise<void> } {
  let calling: Promise<void> | undefined;
  let isWanted = false;
  async function callWhileWanted() {
    while (isWanted) {
      isWanted = false;
      await pool
        .query(`NOTIFY ${INTAKE_CHANNEL}`)
        .catch((err: unknown) =>
          log.warn({ err }, "Workers could not be called; they look by themselves"),
        );
    }
    calling = undefined;
  }
  return {
    call() {
      isWanted = true;
      calling ??= callWhileWanted();
    },
    async idle() {
      await calling;
    },
  };
}

/** A duplicate is left as it is. */
const INSERT = `
  INSERT INTO webhook_event (source, shop_id, shop_domain, channel_id, key, topic, lane, body, occurred_at, received_at)
  SELECT event.source, coalesce(event.shop_id, shop.id), event.shop_domain, event.channel_id, event.key,
    event.topic, event.lane, event.body, event.occurred_at, $10
  FROM unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::text[],
      $9::timestamptz[]) WITH ORDINALITY
    AS event (source, shop_id, shop_domain, channel_id, key, topic, lane, body, occurred_at, place)
  LEFT JOIN shop ON shop.domain = event.shop_domain
  ORDER BY event.place
  ON CONFLICT (key) DO NOTHING`;

async function insert(
  pool: pg.Pool,
  events: IncomingEvent[],
  onStored: () => void,
): Promise<StoreOutcome> {
  const column = <Key extends keyof IncomingEvent>(key: Key) => events.map((event) => event[key]);
  const began = performance.now();
  try {
    const { rowCount } = await pool.query({
      name: "store-webhook-events",
      text: INSERT,
      values: [
        column("source"),
        column("shopId"),
        column("shopDomain"),
        column("channelId"),
        textArray(column("key")),
        column("topic"),
        column("lane"),
        textArray(column("body")),
        column("occurredAt"),
        now(),
      ],
    });
    countCommit(events, performance.now() - began);
    if (rowCount) onStored();
    return "stored";
  } catch (err) {
    log.error(
      { err, events: events.length },
      "Webhook events could not be stored; the platforms will send them again",
    );
    return "failed";
  }
}

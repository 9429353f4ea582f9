import type pg from "pg";
import {
  type LiveChange,
  type LiveReading,
  readLiveChanges,
  readLivePosition,
} from "./live-changes.server.ts";
import { listenForLive } from "./live-listener.server.ts";
import {
  BEAT,
  encodeMessage,
  type LiveConnection,
  type LiveEvent,
  type LiveWindow,
  openWindow,
} from "./live-window.server.ts";
import { log } from "./log.server.ts";

/** Says of things of one topic what windows are to show of them now, by their ids. What is gone is not among them. */
export type LiveReader = (options: {
  shopId: string;
  ids: string[];
}) => Promise<Map<string, unknown>>;

/** A shop's changes are read at most so often: what comes in between is told together. */
const SPACING_MS = 40;
/** A call may be lost with its connection; and a failed reading is tried again. */
const LOOK_EVERY_MS = 5_000;
/** Shorter than the time after which proxies cut what is silent, and browsers here give a connection up. */
const BEAT_EVERY_MS = 15_000;
/** By then it is said anew who it is. Spread over the last tenth, so that windows do not come back together. */
const LIFE_MS = 10 * 60 * 1000;

/** Windows that are open on all devices of a shop's staff; and on this process. */
const MAX_WINDOWS_OF_SHOP = 300;
const MAX_WINDOWS = 3_000;

type Room = {
  shopId: string;
  /** All that are open, and those of them that have caught up */
  members: Set<LiveWindow>;
  windows: Set<LiveWindow>;
  /** Up to which everything was told to all windows of the room */
  position: string | null;
  /** One after another: what is read of the shop, and who joins */
  turn: Promise<void>;
  isWanted: boolean;
  readAt: number;
};

/**
 * Tells every open window of a shop what is committed there. Changes are read once for all windows of the shop on this
 * process, and encoded once. A change may be told twice; none is left out.
 *
 * @param options.readers by topic; a change of another topic is told without data
 * @param options.lifeMs for tests
 */
export function createLiveHub(options: {
  pool: pg.Pool;
  readers: Record<string, LiveReader>;
  lifeMs?: number;
}) {
  const { pool, readers, lifeMs = LIFE_MS } = options;
  const rooms = new Map<string, Room>();
  let isClosed = false;
  let windowCount = 0;
  let running: { stop(): Promise<void> } | undefined;

  /** Listens from the first window on. */
  function run(): { stop(): Promise<void> } {
    const wakeAll = () => rooms.forEach(wake);
    const listener = listenForLive({
      pool,
      onCall: (shopId) => {
        const room = rooms.get(shopId);
        if (room) wake(room);
      },
      onListening: wakeAll,
    });
    const look = setInterval(wakeAll, LOOK_EVERY_MS);
    const beat = setInterval(
      () => rooms.forEach(({ windows }) => windows.forEach((window) => window.send(BEAT))),
      BEAT_EVERY_MS,
    );
    return {
      async stop() {
        clearInterval(look);
        clearInterval(beat);
        await listener.close();
      },
    };
  }

  function wake(room: Room): void {
    if (room.isWanted || isClosed) return;
    room.isWanted = true;
    const pause = Math.max(0, room.readAt + SPACING_MS - performance.now());
    setTimeout(() => takeTurn(room, () => tell(room)), pause);
  }

  function takeTurn(room: Room, work: () => Promise<void>): void {
    room.turn = room.turn.then(work).catch((err: unknown) => {
      log.warn({ err, shopId: room.shopId }, "Live updates could not be read; they will be again");
    });
  }

  /** Tells all windows of a room what was committed since the last time. */
  async function tell(room: Room): Promise<void> {
    room.isWanted = false;
    room.readAt = performance.now();
    if (room.windows.size === 0 || room.position === null) return;
    const { message, position } = await read(room.shopId, room.position);
    room.position = position;
    if (!message) return;
    for (const window of room.windows) window.send(message);
  }

  /**
   * Tells one window what was committed since it was last here, and lets it into the room. The room is not ahead of what
   * the window is told, as they take turns.
   */
  async function join(room: Room, window: LiveWindow, since: string | null): Promise<void> {
    const caughtUp =
      since === null
        ? { position: await readLivePosition(pool), message: null }
        : await read(room.shopId, since);
    room.position ??= caughtUp.position;
    const hello = encodeMessage({ event: "hello", id: caughtUp.position });
    if (window.send(caughtUp.message ?? hello) && room.members.has(window))
      room.windows.add(window);
  }

  async function read(shopId: string, since: string) {
    const reading = await readLiveChanges({ pool, shopId, since });
    return { position: reading.position, message: await toMessage(shopId, reading) };
  }

  async function toMessage(shopId: string, reading: LiveReading): Promise<Uint8Array | null> {
    const { position: id } = reading;
    if (reading.outcome === "lost") return encodeMessage({ event: "reset", id });
    if (reading.changes.length === 0) return null;
    return encodeMessage({ event: "changes", id, data: await describe(shopId, reading.changes) });
  }

  async function describe(shopId: string, changes: LiveChange[]): Promise<LiveEvent[]> {
    const topics = new Set(changes.map(({ topic }) => topic));
    const found = await Promise.all(
      [...topics].map(async (topic) => {
        const ids = changes.filter((change) => change.topic === topic).map(({ id }) => id);
        return [topic, await readers[topic]?.({ shopId, ids })] as const;
      }),
    );
    const byTopic = new Map(found);
    return changes.map((change) => ({
      ...change,
      data: byTopic.get(change.topic)?.get(change.id) ?? null,
    }));
  }

  return {
    /**
     * Opens a window's stream of server-sent events: `changes` (LiveEvent[]), `reset` (read everything anew), `hello`
     * (nothing was missed), `end` (come back at once and say who you are). Their `id` is the position to come back with.
     *
     * @param options.since where the window was last, or when its page was read
     * @param options.signal the window has gone
     * @returns `full` when too many are open; `closing` when this process ends
     */
    open(options: {
      shopId: string;
      since: string | null;
      connection: LiveConnection | undefined;
      signal: AbortSignal;
    }):
      | { outcome: "open"; stream: ReadableStream<Uint8Array> }
      | { outcome: "full" }
      | { outcome: "closing" } {
      const { shopId, since, connection, signal } = options;
      if (isClosed) return { outcome: "closing" };
      const room = rooms.get(shopId) ?? openRoom(shopId);
      if (windowCount >= MAX_WINDOWS || room.members.size >= MAX_WINDOWS_OF_SHOP)
        return { outcome: "full" };
      const life = setTimeout(() => window.end(), lifeMs - Math.random() * (lifeMs / 10));
      const window = openWindow({
        connection,
        signal,
        onOver(how) {
          clearTimeout(life);
          windowCount -= 1;
          room.members.delete(window);
          room.windows.delete(window);
          if (room.members.size === 0 && rooms.get(shopId) === room) rooms.delete(shopId);
          if (how === "dropped") log.info({ shopId }, "A slow window is to catch up");
        },
      });
      windowCount += 1;
      room.members.add(window);
      rooms.set(shopId, room);
      running ??= run();
      takeTurn(room, async () => {
        try {
          await join(room, window, since);
        } catch (error) {
          window.end();
          throw error;
        }
      });
      return { outcome: "open", stream: window.stream };
    },

    /** How many windows are open on this process. */
    countWindows: () => windowCount,

    /** Sends every window away, to come back where it is served, and takes none any more. */
    async close(): Promise<void> {
      isClosed = true;
      for (const { members } of rooms.values()) for (const window of members) window.end();
      await running?.stop();
    },
  };
}

function openRoom(shopId: string): Room {
  return {
    shopId,
    members: new Set(),
    windows: new Set(),
    position: null,
    turn: Promise.resolve(),
    isWanted: false,
    readAt: 0,
  };
}

import { createParser } from "eventsource-parser";

/** Something that changed, and what is to be shown of it now; null: to be read, or gone. */
export type LiveEvent = { topic: string; id: string; data: unknown };

/** `live`: what is shown is true. `away`: it may be old, and comes back by itself. */
export type LiveState = "connecting" | "live" | "away";

type Options = {
  url: string;
  /** Where the page was read (`readLivePosition` before its data); null: from now on */
  since: string | null;
  onChanges: (events: LiveEvent[]) => void;
  /** Too much was missed to be told: everything is to be read anew. */
  onReset: () => void;
  onState: (state: LiveState) => void;
};

/** The server says something every 15 s; twice that and a little, and the connection is dead. */
const SILENT_MS = 35_000;
/** When somebody looks again, or the network is back, a connection that said nothing for so long is not trusted. */
const DOUBTFUL_MS = 16_000;
const LOOK_EVERY_MS = 5_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps a window told of what changes, until it is closed. EventSource cannot send a session token, so this is a `fetch`,
 * to which App Bridge adds one. When the connection breaks it is made anew, with longer and longer pauses, at once when
 * the network is back or somebody looks; it goes on from the last message that came whole, so that nothing is missed.
 */
export function openLive({ url, since, onChanges, onReset, onState }: Options): { close(): void } {
  const closing = new AbortController();
  let position = since;
  let failures = 0;
  let heardAt = 0;
  /** Gives up the connection, or ends the pause before the next one. */
  let goOn = () => {};

  function take({ event, id, data }: { event?: string; id?: string; data: string }): void {
    if (event === "changes") onChanges(JSON.parse(data) as LiveEvent[]);
    if (event === "reset") onReset();
    if (event !== "end") {
      failures = 0;
      onState("live");
    }
    // Only now: what could not be taken is told again.
    if (id) position = id;
  }

  /** Reads one stream to its end. */
  async function read(signal: AbortSignal): Promise<void> {
    const headers = { accept: "text/event-stream", ...(position && { "last-event-id": position }) };
    const response = await fetch(url, { headers, signal, cache: "no-store" });
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !response.body || !type.startsWith("text/event-stream")) {
      await response.body?.cancel();
      throw new Error(`The server answered ${response.status}`);
    }
    const parser = createParser({ onEvent: take });
    const text = new TextDecoder();
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heardAt = Date.now();
      parser.feed(text.decode(part.value, { stream: true }));
    }
  }

  async function readOnce(): Promise<void> {
    const giving = new AbortController();
    goOn = () => giving.abort();
    // The clock's time: a laptop that sleeps does not count the time that passes.
    heardAt = Date.now();
    const watch = setInterval(() => Date.now() - heardAt > SILENT_MS && goOn(), LOOK_EVERY_MS);
    try {
      await read(AbortSignal.any([giving.signal, closing.signal]));
    } finally {
      clearInterval(watch);
      goOn = () => {};
    }
  }

  async function keepReading(): Promise<void> {
    while (!closing.signal.aborted) {
      onState("connecting");
      failures += 1;
      // Whatever it was, it is tried again: the page says that it is away, and the server's log says why.
      await readOnce().catch(() => undefined);
      if (closing.signal.aborted) return;
      // A stream that ended in order was live: it is taken up at once.
      if (failures === 0) continue;
      onState("away");
      await pause();
    }
  }

  function pause(): Promise<void> {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    return new Promise((done) => {
      const timer = setTimeout(done, longest / 2 + (Math.random() * longest) / 2);
      goOn = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  const wake = () => {
    if (document.visibilityState === "hidden") return;
    if (Date.now() - heardAt > DOUBTFUL_MS) goOn();
  };
  const comeBack = () => {
    // Connections of before may be dead without anybody having said so.
    heardAt = 0;
    goOn();
  };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("focus", wake);
  window.addEventListener("online", comeBack);
  void keepReading();
  return {
    close() {
      closing.abort();
      goOn();
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("focus", wake);
      window.removeEventListener("online", comeBack);
    },
  };
}

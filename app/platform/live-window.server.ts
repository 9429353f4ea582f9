import type { LiveChange } from "./live-changes.server.ts";

/** A change, with what its topic's reader says of it now; null when the thing is gone or its topic has no reader. */
export type LiveEvent = LiveChange & { data: unknown };

/** The connection to a browser, as far as the server knows it. */
export type LiveConnection = {
  /** Bytes that were written and have not left yet */
  unsentBytes(): number;
  /** Ends it at once, and lets go of what waits in it */
  cut(): void;
};

/** A window that is further behind than this is dropped; it comes back and catches up, each thing once. */
export const MAX_UNSENT_BYTES = 256 * 1024;
/** A reader who takes the whole as one answer is not a window, and must not be held in memory for ever. */
const MAX_BYTES = 32 * 1024 * 1024;

const encoder = new TextEncoder();

/** A message of a stream of events (HTML Standard, "Server-sent events"), encoded once for all who get it. */
export function encodeMessage(message: { event: string; id?: string; data?: unknown }): Uint8Array {
  const id = message.id === undefined ? "" : `id: ${message.id}\n`;
  return encoder.encode(
    `event: ${message.event}\n${id}data: ${JSON.stringify(message.data ?? null)}\n\n`,
  );
}

/** Nothing is told by it but that the connection lives. */
export const BEAT = encoder.encode(": \n\n");
const END = encodeMessage({ event: "end" });

export type LiveWindow = {
  stream: ReadableStream<Uint8Array>;
  /** False: it could not take it, and is over. */
  send(bytes: Uint8Array): boolean;
  /** Ends it in order: it is to come back and say again who it is. */
  end(): void;
};

/**
 * One open window's stream.
 *
 * @param options.onOver it ended, by whichever side: once
 */
export function openWindow(options: {
  connection: LiveConnection | undefined;
  signal: AbortSignal;
  onOver: (how: "ended" | "left" | "dropped") => void;
}): LiveWindow {
  const { connection, signal, onOver } = options;
  let isOver = false;
  let sentBytes = 0;
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const over = (how: Parameters<typeof onOver>[0]) => {
    if (isOver) return;
    isOver = true;
    signal.removeEventListener("abort", leave);
    if (how !== "left") controller.close();
    onOver(how);
  };
  const leave = () => over("left");
  const stream = new ReadableStream<Uint8Array>(
    {
      start(opened) {
        controller = opened;
      },
      cancel: leave,
    },
    { highWaterMark: MAX_UNSENT_BYTES, size: (chunk) => chunk.byteLength },
  );
  signal.addEventListener("abort", leave);
  const end = () => {
    if (isOver) return;
    controller.enqueue(END);
    over("ended");
  };
  return {
    stream,
    send(bytes) {
      if (isOver) return false;
      const queued = MAX_UNSENT_BYTES - (controller.desiredSize ?? 0);
      if (queued + (connection?.unsentBytes() ?? 0) > MAX_UNSENT_BYTES) {
        over("dropped");
        connection?.cut();
        return false;
      }
      controller.enqueue(bytes);
      sentBytes += bytes.byteLength;
      if (sentBytes > MAX_BYTES) end();
      return true;
    },
    end,
  };
}

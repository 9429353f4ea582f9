import { createParser, type EventSourceMessage } from "eventsource-parser";

/** Reads a stream of server-sent events as a browser would; what was read is taken in order. */
export function readEvents(stream: ReadableStream<Uint8Array>) {
  const waiting: EventSourceMessage[] = [];
  let wake = () => {};
  let isOver = false;
  const parser = createParser({
    onEvent(event) {
      waiting.push(event);
      wake();
    },
  });
  const text = new TextDecoder();
  const reader = stream.getReader();
  void (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      parser.feed(text.decode(part.value, { stream: true }));
  })()
    .catch(() => undefined)
    .finally(() => {
      isOver = true;
      wake();
    });
  return {
    /** The next message; null when the stream has ended. */
    next: async (): Promise<EventSourceMessage | null> => {
      while (waiting.length === 0 && !isOver)
        await new Promise<void>((woken) => {
          wake = woken;
        });
      return waiting.shift() ?? null;
    },
    cancel: () => reader.cancel(),
  };
}

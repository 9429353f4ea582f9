import type { Response } from "express";
import type { Talks } from "./talks.ts";

/** A comment now and then keeps proxies and browsers from giving an idle stream up. */
const HEARTBEAT_MS = 15_000;

/** Server-sent events of one talk: first what came after `after`, then every change until the reader leaves. */
export function streamTalk(
  talks: Talks,
  talk: [botUserId: string, userId: string],
  after: number,
  res: Response,
): void {
  res.set({ "content-type": "text/event-stream", "cache-control": "no-store" });
  res.flushHeaders();
  const write = (event: string, data: unknown, id?: number) =>
    res.write(
      `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
    );
  const { messages, ...header } = talks.read(...talk, after);
  write("talk", header);
  for (const message of messages) write("message", message, message.id);
  const unsubscribe = talks.subscribe(...talk, (change) => {
    switch (change.kind) {
      case "message":
        return void write("message", change.message, change.message.id);
      case "changed":
        return void write("changed", change.message);
      case "talk":
        return void write("talk", change.talk);
      case "read":
        return void write("read", { ids: change.ids });
      case "delivery":
        return void write("delivery", change.delivery);
    }
  });
  const heartbeat = setInterval(() => res.write(": still here\n\n"), HEARTBEAT_MS);
  res.on("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}

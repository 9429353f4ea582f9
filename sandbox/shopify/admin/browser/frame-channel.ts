import type { FromHost, Method, ToHost } from "../../app-bridge/protocol.ts";

type Event = Extract<FromHost, { event: string }>;
type EventBody = Event extends infer Each
  ? Each extends Event
    ? Omit<Each, "standIn">
    : never
  : never;

export type FrameChannel = {
  /** Tells the app's frame of something. */
  tell(event: EventBody): void;
};

/** The line to the app's frame: only that window, only the app's origin. */
export function openFrameChannel(
  frame: HTMLIFrameElement,
  appOrigin: string,
  answer: (method: Method, args: never) => unknown,
): FrameChannel {
  const post = (message: FromHost) => frame.contentWindow?.postMessage(message, appOrigin);
  window.addEventListener("message", (message: MessageEvent<ToHost>) => {
    if (message.origin !== appOrigin || message.source !== frame.contentWindow) return;
    const { data } = message;
    if (data?.standIn !== "app-bridge") return;
    void Promise.resolve()
      .then(() => answer(data.method, data.args as never))
      .then(
        (result) => post({ standIn: "admin", id: data.id, result }),
        (error: unknown) =>
          post({
            standIn: "admin",
            id: data.id,
            error: error instanceof Error ? error.message : String(error),
          }),
      );
  });
  return { tell: (event) => post({ standIn: "admin", ...event }) };
}

import type { FromHost, Method, ToHost } from "./protocol.ts";

type Event = Extract<FromHost, { event: string }>;
type Listener<Name extends Event["event"]> = (event: Extract<Event, { event: Name }>) => void;

export type HostChannel = {
  /** Asks the host for something and resolves with its answer; rejects when it refuses. */
  call<T = void>(method: Method, args?: unknown): Promise<T>;
  on<Name extends Event["event"]>(name: Name, listener: Listener<Name>): void;
};

/** The line to the admin that frames this page. Messages of any other window or origin are not heard. */
export function openHostChannel(adminOrigin: string): HostChannel {
  let nextId = 1;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, ((event: Event) => void)[]>();

  window.addEventListener("message", (message: MessageEvent<FromHost>) => {
    if (message.origin !== adminOrigin || message.source !== window.parent) return;
    const { data } = message;
    if (data?.standIn !== "admin") return;
    if ("event" in data) {
      for (const listener of listeners.get(data.event) ?? []) listener(data);
      return;
    }
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) call?.reject(new Error(data.error));
    else call?.resolve(data.result);
  });

  return {
    call: <T>(method: Method, args?: unknown) =>
      new Promise<T>((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve: resolve, reject });
        const message: ToHost = { standIn: "app-bridge", id, method, args };
        window.parent.postMessage(message, adminOrigin);
      }),
    on(name, listener) {
      listeners.set(name, [
        ...(listeners.get(name) ?? []),
        listener as unknown as (event: Event) => void,
      ]);
    },
  };
}

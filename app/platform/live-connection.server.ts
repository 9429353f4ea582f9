import type { LiveConnection } from "./live-window.server.ts";

/** The part of Node's response that is used. */
type Socket = { readonly writableLength: number; destroy: () => unknown };

/** What a loader may know of the connection that it answers: handed on by the Node server as Remix's load context. */
export function loadContext(response: Socket): { connection: LiveConnection } {
  return {
    connection: {
      unsentBytes: () => response.writableLength,
      cut: () => void response.destroy(),
    },
  };
}

import type { ServerResponse } from "node:http";
import type { LiveConnection } from "./live-window.server.ts";

/** What a loader may know of the connection that it answers: handed on by the Node server as Remix's load context. */
export function loadContext(response: ServerResponse): { connection: LiveConnection } {
  return {
    connection: {
      unsentBytes: () => response.writableLength,
      cut: () => void response.destroy(),
    },
  };
}

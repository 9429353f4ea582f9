import type { SandboxClock } from "../clock.ts";
import type { ChannelCall } from "./endpoints.ts";
import { refuse, type ApiReply } from "./replies.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DAY_MS = 24 * 3_600_000;

type Accepted = { at: number; requestId: string; sentMessages?: unknown };

/**
 * `X-Line-Retry-Key` (LINE docs, "Retry failed API requests"): a request that was accepted once is answered with 409 for 24
 * hours, whatever its body; a refused one leaves its key free. The 24 hours pass by the sandbox's clock, so that pushing
 * it forward shows what a retry that comes too late does.
 */
export function createRetryKeys(clock: SandboxClock) {
  const accepted = new Map<string, Accepted>();
  return {
    /** Runs `handle` unless the request's key was accepted before. A request without a key always runs. */
    guard(call: ChannelCall, handle: () => ApiReply): ApiReply {
      const header = call.headers["x-line-retry-key"];
      if (header === undefined) return handle();
      const retryKey = String(header);
      if (!UUID.test(retryKey)) return refuse(400, "The retry key is invalid");
      const key = `${call.channel.channelId} ${retryKey.toLowerCase()}`;
      const before = accepted.get(key);
      if (before && clock.now() - before.at < DAY_MS) {
        const { requestId, sentMessages } = before;
        return {
          status: 409,
          headers: { "x-line-accepted-request-id": requestId },
          json: {
            message: "The retry key is already accepted",
            ...(sentMessages === undefined ? {} : { sentMessages }),
          },
        };
      }
      const reply = handle();
      if (reply.status < 300) {
        const { sentMessages } = reply.json as { sentMessages?: unknown };
        accepted.set(key, { at: clock.now(), requestId: call.requestId, sentMessages });
      }
      return reply;
    },
  };
}

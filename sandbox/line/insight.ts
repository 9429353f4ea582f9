import type { SandboxClock } from "../clock.ts";
import type { Endpoints } from "./endpoints.ts";
import { refuse } from "./replies.ts";
import type { LineStore } from "./store.ts";

/** LINE counts days in Japan's time. */
const JAPAN_MS = 9 * 3_600_000;

/**
 * The account's number of followers at the end of a day (LINE reference, "Get number of followers"). The stand-in keeps no
 * history: every past day is told as things stand now. `followers` counts whoever ever added the account, who blocked it
 * included.
 */
export function addInsightEndpoints(api: Endpoints, store: LineStore, clock: SandboxClock): void {
  api.forChannel("GET /v2/bot/insight/followers", ({ channel, query }) => {
    const yesterday = dayOf(clock.now() - 24 * 3_600_000);
    const day = query.get("date") ?? yesterday;
    if (!/^[0-9]{8}$/.test(day)) {
      return refuse(400, "The value for the 'date' parameter is invalid");
    }
    if (day > yesterday) return { status: 200, json: { status: "unready" } };
    const known = store.friendships().filter(({ botUserId }) => botUserId === channel.botUserId);
    const count = (state: string) => known.filter(({ friendship }) => friendship === state).length;
    const [following, blocks] = [count("following"), count("blocked")];
    const followers = following + blocks;
    // LINE is sure of the age, gender and region of some only.
    const targetedReaches = Math.floor(following * 0.8);
    return { status: 200, json: { status: "ready", followers, targetedReaches, blocks } };
  });
}

function dayOf(at: number): string {
  return new Date(at + JAPAN_MS).toISOString().slice(0, 10).replaceAll("-", "");
}

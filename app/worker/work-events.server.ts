import type { Work } from "./work.ts";
import { lineWork } from "./work-line-events.server.ts";
import { shopifyWork } from "./work-shopify-events.server.ts";

/** Does what stored webhook events of either platform ask for. */
export const webhookWork: Work = {
  kindOf: (event) => (event.source === "line" ? lineWork : shopifyWork).kindOf(event),
  work: (options) => (options.events[0]?.source === "line" ? lineWork : shopifyWork).work(options),
};

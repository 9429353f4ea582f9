import { workLineEvent } from "./work-line-event.server.ts";
import { workShopifyEvent } from "./work-shopify-event.server.ts";
import type { WorkOnEvent } from "./work-lane.server.ts";

/** Does what a stored webhook event of either platform asks for. */
export const workEvent: WorkOnEvent = (options) =>
  options.event.source === "line" ? workLineEvent(options) : workShopifyEvent(options);

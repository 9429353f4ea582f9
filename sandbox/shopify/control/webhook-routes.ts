import { z } from "zod";

import type { Simulation } from "../simulation.ts";
import { scopeOfTopic, sentTopics } from "../webhooks/topics.ts";
import { Refusal, parse } from "./route.ts";
import type { Routes } from "./route.ts";

const sendSchema = z.object({
  topic: z.string(),
  /** The payload before trimming; anything goes, so that odd and old ones can be tried. */
  payload: z.record(z.string(), z.unknown()),
  eventId: z.string().optional(),
  /** Epoch milliseconds of the happening, for one that comes late. */
  triggeredAt: z.number().optional(),
});

export function webhookRoutes(simulation: Simulation): Routes {
  const { webhooks } = simulation;
  return {
    "GET /webhooks": () => ({ topics: sentTopics, deliveries: webhooks.deliveries() }),
    "POST /webhooks": (request, shop) => {
      const { topic, payload, ...options } = parse(sendSchema, request.body);
      if (!scopeOfTopic(topic)) throw new Refusal(400, `The stand-in does not send ${topic}.`);
      return webhooks.emit(shop, topic, payload, options);
    },
    "POST /webhooks/:id/again": (request) => {
      const delivery = webhooks.again(Number(request.params.id));
      if (!delivery) throw new Refusal(404, "There is no such delivery.");
      return delivery;
    },
    /** Answers when every webhook on its way has been answered once. */
    "POST /webhooks/settle": () => webhooks.settled(),
  };
}

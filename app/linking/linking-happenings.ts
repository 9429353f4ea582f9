import { z } from "zod";
import type { Happening } from "#app/platform/jobs.server.ts";

export const friendLinked: Happening<{ shopId: string; linkId: string }> = {
  name: "linking.friend-linked",
  payload: z.object({ shopId: z.uuid(), linkId: z.uuid() }),
};

/** The link's row is gone by then, so what Shopify has to be told goes along. */
export const friendUnlinked: Happening<{
  shopId: string;
  customerGid: string;
  customerTag: string | null;
}> = {
  name: "linking.friend-unlinked",
  payload: z.object({
    shopId: z.uuid(),
    customerGid: z.string(),
    customerTag: z.string().nullable(),
  }),
};

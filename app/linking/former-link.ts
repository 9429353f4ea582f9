import { z } from "zod";

/** A tie that ended with its customer, as it is kept on the customer's mark. */
export const formerLink = z.object({
  friendId: z.uuid(),
  method: z.string(),
  customerTag: z.string().nullable(),
});
export type FormerLink = z.infer<typeof formerLink>;

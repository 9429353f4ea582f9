import { z } from "zod";
import type { Happening } from "#app/platform/jobs.server.ts";

/** A friend is new or came back, and LINE has not been asked for name, picture and language. */
export const profileWanted: Happening<{ shopId: string; friendId: string }> = {
  name: "friends.profile-wanted",
  payload: z.object({ shopId: z.uuid(), friendId: z.uuid() }),
};

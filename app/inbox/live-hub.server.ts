import { realTime } from "#app/platform/clock.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { createLiveHub } from "#app/platform/live-hub.server.ts";
import { PRESENCE } from "#app/staff/note-presence.server.ts";
import { readPresence } from "#app/staff/read-presence.server.ts";

/** This process's hub, with what windows are told of each topic. */
export const liveHub = createLiveHub({
  pool,
  readers: {
    [PRESENCE]: ({ shopId, ids }) =>
      readPresence({ db, shopId, friendIds: ids, realTime: realTime() }),
  },
});

import { pool } from "#app/platform/database.server.ts";
import { createLiveHub } from "#app/platform/live-hub.server.ts";

/** This process's hub, with what is told of each topic. */
export const liveHub = createLiveHub({ pool, readers: {} });

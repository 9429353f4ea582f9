// The worker as `ROLE=worker` runs it.
import { startWorker } from "#app/worker/worker.server.ts";

await startWorker();
process.on("disconnect", () => process.exit(0));
process.send!({ ready: true });

// The worker's half of the intake alone, so that what it works off is all that is measured.
import { db, pool } from "#app/platform/database.server.ts";
import { startIntakeWorker } from "#app/worker/work-intake.server.ts";

const startedAt = Date.now();
const worker = await startIntakeWorker({ pool, db });
process.send!({ ready: true, startedAt });
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => void worker.stop().then(() => process.exit(0)));

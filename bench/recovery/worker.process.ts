import { answerBench } from "#bench/ground/talk.ts";
import { startWorker } from "#app/worker/worker.server.ts";

// The product's worker from its source, in a process of its own; `ROLE=worker npm start` runs the same.

const worker = await startWorker();
process.on("SIGTERM", () => void worker.stop().then(() => process.exit(0)));

answerBench(
  {},
  {
    /** Processor time of this process so far in milliseconds, and the most memory that it had. */
    usage: () => {
      const { user, system } = process.cpuUsage();
      return { cpuMs: (user + system) / 1_000, peakRssMb: process.resourceUsage().maxRSS / 1_024 };
    },
  },
);

import { setTimeout as wait } from "node:timers/promises";
import { type BenchProcess, startProcess } from "../ground/process.ts";

/** The place of one process of the product, which is started again whenever it died, as a supervisor does. */
export type Slot = {
  /** The process that runs here; waits while it is being started. */
  current(): Promise<BenchProcess>;
  close(): void;
};

const AGAIN_AFTER_MS = 300;

/**
 * @param options.start what is started; asked anew each time
 * @param options.isExcused whether a process may fail to start just now, its PostgreSQL being down
 * @param options.onMishap hears of every end but SIGKILL, in a sentence
 */
export function createSlot(options: {
  name: string;
  start: () => Parameters<typeof startProcess>[0];
  onStart?: (process: BenchProcess) => void;
  isExcused: () => boolean;
  onMishap: (mishap: string) => void;
}): Slot {
  const { name, isExcused, onMishap } = options;
  let isClosed = false;
  let current = start();

  async function start(): Promise<BenchProcess> {
    for (;;) {
      try {
        const process = await startProcess(options.start());
        options.onStart?.(process);
        process.child.once("exit", (code, signal) => restart(process, code, signal));
        return process;
      } catch (error) {
        if (isClosed) throw error;
        if (!isExcused()) onMishap(`${name} could not start: ${(error as Error).message}`);
        await wait(AGAIN_AFTER_MS);
      }
    }
  }

  function restart(process: BenchProcess, code: number | null, signal: string | null): void {
    if (isClosed) return;
    if (signal !== "SIGKILL")
      onMishap(`${name} ended by itself (${signal ?? code}): ${process.complaint()}`);
    current = start();
    // Whoever asks for the process hears of its failure.
    current.catch(() => undefined);
  }

  return {
    current: () => current,
    close() {
      isClosed = true;
      current.then(({ child }) => child.kill("SIGKILL")).catch(() => undefined);
    },
  };
}

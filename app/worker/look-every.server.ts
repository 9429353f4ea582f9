import { log } from "#app/platform/log.server.ts";

/**
 * Looks every so often whether there is something to do, one look at a time, until stopped. What fails is told in the log,
 * and looked for again.
 *
 * @param options.failure what the log says then
 * @param options.look is told to end by its signal, and waited for
 */
export function lookEvery(options: {
  ms: number;
  failure: string;
  look: (ends: AbortSignal) => Promise<unknown>;
}): { stop(): Promise<void> } {
  const ending = new AbortController();
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      await options.look(ending.signal);
    } catch (err) {
      log.warn({ err }, options.failure);
    } finally {
      looking = undefined;
    }
  };
  const timer = setInterval(() => (looking ??= look()), options.ms);
  return {
    async stop() {
      clearInterval(timer);
      ending.abort();
      await looking;
    },
  };
}

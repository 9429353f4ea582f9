import { keepPeople } from "#app/people/keep-people.server.ts";
import { db } from "#app/platform/database.server.ts";
import { log } from "#app/platform/log.server.ts";

const LOOK_EVERY_MS = 1_000;

/** Looks every second who is to be brought into the list of people, until stopped. */
export function startKeepingPeople(): { stop(): Promise<void> } {
  let isStopped = false;
  let keeping: Promise<void> | undefined;
  const keep = async () => {
    try {
      while (!isStopped && (await keepPeople({ db })));
    } catch (err) {
      log.warn({ err }, "The list of people could not be brought up to date");
    } finally {
      keeping = undefined;
    }
  };
  const timer = setInterval(() => (keeping ??= keep()), LOOK_EVERY_MS);
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await keeping;
    },
  };
}

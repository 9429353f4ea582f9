import { keepPeople } from "#app/people/keep-people.server.ts";
import { db } from "#app/platform/database.server.ts";
import { lookEvery } from "./look-every.server.ts";

const LOOK_EVERY_MS = 1_000;

/** Looks every second who is to be brought into the list of people, until stopped. */
export function startKeepingPeople(): { stop(): Promise<void> } {
  return lookEvery({
    ms: LOOK_EVERY_MS,
    failure: "The list of people could not be brought up to date",
    async look(ends) {
      while (!ends.aborted && (await keepPeople({ db })));
    },
  });
}

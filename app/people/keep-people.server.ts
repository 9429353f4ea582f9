import type { Db } from "#app/platform/db.server.ts";

/** Of up to a thousand people each: some tenths of a second, with the index of each. */
const ROWS_AT_ONCE = 2;

/**
 * Brings into the list who came by the thousands (a first sync, an import), and sums the counts up. Several processes may
 * do it at once.
 *
 * @returns whether there is more to bring
 */
export async function keepPeople(options: { db: Db }): Promise<boolean> {
  const { db } = options;
  const [row] = await db.$queryRaw<{ taken: number }[]>`
    SELECT people_catch_up(${ROWS_AT_ONCE}::int) AS taken`;
  await db.$executeRaw`SELECT people_sum_up()`;
  return row?.taken === ROWS_AT_ONCE;
}

import { z } from "zod";

const cause = z.object({ originalCode: z.string() });
/** As Prisma wraps what its adapter threw: in some places it does, in others it does not. */
const databaseError = z.union([
  z.object({ meta: z.object({ driverAdapterError: z.object({ cause }) }) }),
  z.object({ cause }),
]);

/** Serialization failure, deadlock, full disk (PostgreSQL, "Error Codes"). */
const PASSING = new Set(["40001", "40P01", "53100"]);

/** Whether PostgreSQL failed a statement for what has nothing to do with it, so that the same may go well next time. */
export function isPassing(error: unknown): boolean {
  const { data } = databaseError.safeParse(error);
  if (!data) return false;
  const { originalCode } = "meta" in data ? data.meta.driverAdapterError.cause : data.cause;
  return PASSING.has(originalCode);
}

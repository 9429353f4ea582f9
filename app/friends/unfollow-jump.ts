/** Unfollows within these hours are held against the usual. */
export const JUMP_HOURS = 24;
/** The usual is what these days before had on average. */
export const USUAL_DAYS = 14;

/** Below it, chance alone makes jumps. */
const FEWEST = 10;
const TIMES_THE_USUAL = 3;

/** Whether more people unfollowed lately than usual, by far. @param usual a day's average */
export function isUnfollowJump({ lately, usual }: { lately: number; usual: number }): boolean {
  return lately >= FEWEST && lately >= TIMES_THE_USUAL * usual;
}

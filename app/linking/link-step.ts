/**
 * What is counted of a way to a tie, in the order in which people go.
 *
 * - `offered`: the way was shown, or sent to them
 * - `started`: they set out
 * - `proved`: LINE said who they are, or the code from the mail was right
 * - `linked`: the tie was made
 * - `refused`: the way ended with a reason that the page told
 */
export const linkStepNames = ["offered", "started", "proved", "linked", "refused"] as const;
export type LinkStepName = (typeof linkStepNames)[number];

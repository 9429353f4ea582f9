/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value below which a share of all values lies (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Measures both sides in turn, three rounds, each beginning with the other side, so that what else the machine does
 * falls on both.
 */
export async function interleave<Ours, Bare>(options: {
  ours: () => Promise<Ours>;
  bare: () => Promise<Bare>;
  rounds?: number;
}): Promise<{ ours: Ours[]; bare: Bare[] }> {
  const results: { ours: Ours[]; bare: Bare[] } = { ours: [], bare: [] };
  for (let round = 0; round < (options.rounds ?? 3); round++) {
    const measureOurs = async () => results.ours.push(await options.ours());
    const measureBare = async () => results.bare.push(await options.bare());
    const order = round % 2 === 0 ? [measureBare, measureOurs] : [measureOurs, measureBare];
    for (const measure of order) await measure();
  }
  return results;
}

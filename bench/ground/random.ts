/** Numbers in [0, 1) that the same seed gives in the same order (mulberry32). Not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of them, chosen at random. */
export function pick<Item>(random: () => number, items: readonly Item[]): Item {
  if (items.length === 0) throw new RangeError("There is nothing to choose from.");
  return items[Math.floor(random() * items.length)]!;
}

/** All of them, in a random order. */
export function shuffle<Item>(random: () => number, items: readonly Item[]): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

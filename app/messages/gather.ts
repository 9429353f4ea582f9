/**
 * Group commit: what is asked for while a run is under way goes together in the next one. Alone, an item runs at once;
 * under load a few hundred share one transaction.
 *
 * @param options.run takes the items of one run and answers each, in their order; when it throws, all of them fail
 * @param options.maxItems the most that one run takes
 */
export function createGatherer<Item, Result>(options: {
  run(items: Item[]): Promise<Result[]>;
  maxItems: number;
}): (item: Item) => Promise<Result> {
  type Waiting = {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  };
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    isRunning = true;
    // What the same tick asks for goes together even in the first run.
    await Promise.resolve();
    while (waiting.length > 0) {
      const taken = waiting.slice(0, options.maxItems);
      waiting = waiting.slice(options.maxItems);
      try {
        const results = await options.run(taken.map(({ item }) => item));
        taken.forEach(({ resolve }, index) => resolve(results[index] as Result));
      } catch (error) {
        taken.forEach(({ reject }) => reject(error));
      }
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void runAll();
    });
}

/**
 * Lets at most `count` holders go at once; the others wait in line.
 *
 * @returns takes a slot, and resolves to the function that gives it back
 */
export function createSlots(count: number): () => Promise<() => void> {
  const line: (() => void)[] = [];
  let free = count;
  const giveBack = () => {
    const next = line.shift();
    if (next) next();
    else free += 1;
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    return giveBack;
  };
}

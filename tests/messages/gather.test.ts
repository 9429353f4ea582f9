import { expect, test } from "vitest";
import { createGatherer, createSlots } from "#app/messages/gather.ts";

test("what is asked for during a run goes together in the next, in order, and each gets its own answer", async () => {
  const runs: number[][] = [];
  let finishFirst = () => {};
  const first = new Promise<void>((resolve) => (finishFirst = resolve));
  const double = createGatherer<number, number>({
    maxItems: 3,
    async run(items) {
      runs.push(items);
      if (runs.length === 1) await first;
      return items.map((item) => item * 2);
    },
  });
  const alone = double(1);
  await expect.poll(() => runs.length).toBe(1);
  const others = [2, 3, 4, 5].map(double);
  finishFirst();
  expect(await alone).toBe(2);
  expect(await Promise.all(others)).toEqual([4, 6, 8, 10]);
  expect(runs).toEqual([[1], [2, 3, 4], [5]]);
});

test("a run that fails fails its items, and the next run goes on", async () => {
  let runs = 0;
  const gather = createGatherer<number, number>({
    maxItems: 10,
    async run(items) {
      if (++runs === 1) throw new Error("the database went away");
      return items;
    },
  });
  await expect(gather(1)).rejects.toThrow("went away");
  expect(await gather(2)).toBe(2);
});

test("no more than so many hold a slot at once, and nobody is left waiting", async () => {
  const takeSlot = createSlots(3);
  let holding = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const giveBack = await takeSlot();
      most = Math.max(most, ++holding);
      await Promise.resolve();
      holding -= 1;
      giveBack();
    }),
  );
  expect(most).toBe(3);
  expect(holding).toBe(0);
});

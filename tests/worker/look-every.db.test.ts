import { expect, test, vi } from "vitest";
import { lookEvery } from "#app/worker/look-every.server.ts";

const failure = "Nothing could be seen";

test("the next look waits for the one before, and comes after one that failed", async () => {
  const first = Promise.withResolvers<void>();
  const look = vi.fn(() => first.promise);
  const looking = lookEvery({ ms: 1, failure, look });
  await expect.poll(() => look.mock.calls.length).toBe(1);
  const ticks = vi.fn();
  const clock = setInterval(ticks, 1);
  await expect.poll(() => ticks.mock.calls.length).toBeGreaterThan(5);
  clearInterval(clock);
  expect(look).toHaveBeenCalledTimes(1);
  first.reject(new Error("dark"));
  await expect.poll(() => look.mock.calls.length).toBeGreaterThan(2);
  await looking.stop();
});

test("a look is told that it is to end, and waited for; none comes after it", async () => {
  const events: string[] = [];
  const looking = lookEvery({
    ms: 1,
    failure,
    look: (ends) =>
      new Promise<void>((done) => {
        events.push("looks");
        ends.addEventListener("abort", () => {
          events.push("is told");
          setImmediate(() => {
            events.push("has ended");
            done();
          });
        });
      }),
  });
  await expect.poll(() => events).toEqual(["looks"]);
  await looking.stop();
  expect(events).toEqual(["looks", "is told", "has ended"]);
});

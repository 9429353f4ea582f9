import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { log } from "#app/platform/log.server.ts";
import { seenFolder } from "#tests/setup/seen.ts";

test("what the product logs in a test is kept to be searched, at every level", async () => {
  const folder = seenFolder() ?? "";
  const mark = crypto.randomUUID();
  log.trace({ mark }, "A trace");
  log.error({ mark }, "An error");
  const lines = () =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".log"))
      .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
      .filter((line) => line.includes(mark));
  await expect.poll(() => lines().length).toBe(2);
});

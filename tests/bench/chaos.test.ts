import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("twenty shops' messages arrive as owed, once, while worker, door and PostgreSQL are killed", async () => {
  const { stdout } = await run(process.execPath, [
    "bench/chaos/run.ts",
    ...["--kills", "10", "--sends", "240", "--seed", "3", "--hours", "0,1"],
  ]).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${error.stdout}\n${error.stderr}`);
  });
  const line = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, number>;
  expect(line).toMatchObject({ planned: 240, lost: 0, doubled: 0, wrong: 0, unknown: 0 });
  expect(line.kills).toBeGreaterThanOrEqual(10);
}, 300_000);

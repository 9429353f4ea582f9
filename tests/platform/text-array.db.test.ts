import { expect, test } from "vitest";
import { pool } from "#app/platform/database.server.ts";
import { textArray } from "#app/platform/text-array.ts";

async function throughPostgres(texts: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ texts: string[] }>("SELECT $1::text[] AS texts", [
    textArray(texts),
  ]);
  return rows[0]!.texts;
}

test("texts of any kind come through PostgreSQL as they are", async () => {
  const texts = [
    "",
    "a",
    '{"a":"\\"b\\\\"}',
    "NULL",
    "{}",
    "茶碗と急須",
    "🍵",
    "x".repeat(100_000),
  ];
  expect(await throughPostgres(texts)).toEqual(texts);
});

test("no texts are an empty array", async () => {
  expect(await throughPostgres([])).toEqual([]);
});

test("half of a surrogate pair, which is no character, becomes the one that says so", async () => {
  expect(await throughPostgres(["a\ud800b", "c"])).toEqual(["a\ufffdb", "c"]);
});

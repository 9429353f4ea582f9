import { expect, test } from "vitest";
import { parseLivePosition } from "#app/platform/live-position.ts";

const AT = 1_795_000_000_000;

test.each([
  ["10:10:", "10:10:"],
  ["10:20:10,12,19", "10:20:10,12,19"],
])("a snapshot that PostgreSQL writes is a position: %s", (snapshot, parsed) => {
  expect(parseLivePosition(`${AT}_${snapshot}`)).toEqual({ readAt: AT, snapshot: parsed });
});

test.each([
  ["nothing", ""],
  ["without its time", "10:20:"],
  ["with a word for a number", `${AT}_10:x:`],
  ["that ends before it begins", `${AT}_20:10:`],
  ["that begins before every transaction", `${AT}_0:10:`],
  ["with somebody under way who came before", `${AT}_10:20:9`],
  ["with somebody under way who comes after", `${AT}_10:20:20`],
  ["with those under way in no order", `${AT}_10:20:15,12`],
  ["beyond PostgreSQL's numbers", `${AT}_10:9999999999999999999:`],
  ["with another line", `${AT}_10:20:\n`],
  ["that is endless", `${AT}_1:9999:${"5,".repeat(5_000)}5`],
])("no position is one %s", (_name, text) => {
  expect(parseLivePosition(text)).toBeNull();
});

import { expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { describeError } from "#app/platform/describe-error.ts";

const PERSON = "山田 花子";

const thrownBy = (query: Promise<unknown>) => query.catch((error: unknown) => error);

test("an error of the database is told without the values of its query", async () => {
  const where = { preferencesCode: PERSON, displayName: 5 as unknown as string };
  for (const error of [
    await thrownBy(db.friend.findUnique({ where })),
    await thrownBy(db.friend.findUnique({ where: { id: PERSON } })),
    await thrownBy(db.shop.update({ where: { id: crypto.randomUUID() }, data: { name: PERSON } })),
  ]) {
    expect(error).toBeInstanceOf(Error);
    const told = JSON.stringify(describeError(error));
    expect(told).not.toContain(PERSON);
    expect(told).toMatch(/ at .*@prisma/);
  }
});

test("an error is told with its cause, and where both were thrown", () => {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  expect(describeError(new Error("LINE did not answer\nat once", { cause }))).toMatchObject({
    type: "Error",
    message: "LINE did not answer\nat once",
    stack: expect.stringMatching(/^\s+at /) as string,
    cause: { message: "read ECONNRESET", errorCode: "ECONNRESET" },
  });
});

test("an error is told without the address that it repeats", () => {
  const told = describeError(
    new TypeError("hanako@example.jp is in the way, <taro@example.jp> too"),
  );
  expect(told).toMatchObject({ message: "[hidden] is in the way, <[hidden]> too" });
});

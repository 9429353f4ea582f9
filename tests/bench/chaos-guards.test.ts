import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GUARDS, withoutGuard } from "#bench/chaos/guards.ts";
import { TRANSITIONS } from "#bench/chaos/transitions.ts";

const source = (module: string) => readFileSync(module, "utf8");

test("the guards are the ones that the issue names", () => {
  expect(Object.keys(GUARDS).sort()).toEqual([
    "dedupe",
    "lease",
    "recheck",
    "retry-key",
    "stored-bytes",
  ]);
});

test.each(Object.keys(GUARDS))("%s can be taken out of the product as it is", (guard) => {
  for (const edit of GUARDS[guard]!) {
    expect(withoutGuard(source(edit.module), edit)).toContain(edit.put);
  }
});

test("a guard that is not found, or found twice, is told", () => {
  const edit = { module: "some.ts", find: "guard();", put: "" };
  expect(() => withoutGuard("nothing();", edit)).toThrow("some.ts");
  expect(() => withoutGuard("guard(); guard();", edit)).toThrow("some.ts");
});

test("every statement at which a process is killed is one of the product's", () => {
  const statements = TRANSITIONS.flatMap((each) =>
    each.by === "statement" ? [each.statement] : [],
  );
  const product = [
    "app/intake/group-commit.server.ts",
    "app/messages/claim-sends.server.ts",
    "app/messages/settle-sends.server.ts",
    "app/messages/store-attempts.server.ts",
    "app/messages/take-over-sends.server.ts",
  ].map(source);
  for (const statement of statements) {
    expect(product.filter((text) => text.includes(`name: "${statement}"`))).toHaveLength(1);
  }
});

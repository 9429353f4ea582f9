import { createHmac } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { loader as callback } from "#app/routes/line.callback.tsx";
import { loader as start } from "#app/routes/line.start.tsx";
import { action as confirm, loader as confirmPage } from "#app/routes/proxy.confirm.tsx";
import { action as unlink, loader as link } from "#app/routes/proxy.link.tsx";
import { loader as status } from "#app/routes/proxy.status.tsx";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createShop } from "#tests/factories/shop.ts";
import { expectNothingUnhandled, fuzz, MUTANTS } from "./fuzz.ts";

expectNothingUnhandled();

type Pair = [name: string, value: string];
const text = fc.oneof(
  fc.constantFrom("", "0", "-1", "1e9", "null", "__proto__", "toString", "\0", "\ud800", "１２３"),
  fc.constantFrom("//evil.example", "/\\evil.example", "javascript:alert(1)", "%00", "{{7*7}}"),
  fc.constantFrom("x".repeat(27), "x".repeat(5_000), "'; DROP TABLE link; --", "<b>", "\r\nA: b"),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const name = fc.oneof(
  fc.constantFrom("shop", "timestamp", "signature", "logged_in_customer_id", "path_prefix", "c"),
  fc.constantFrom("state", "code", "error", "attempt", "lang", "return_to", "after_login"),
  text,
);
const at = fc.nat(20);
const edit = fc.oneof(
  fc.record({ edit: fc.constant("drop" as const), at }),
  fc.record({ edit: fc.constant("set" as const), at, value: text }),
  fc.record({ edit: fc.constant("double" as const), at, value: text }),
  fc.record({ edit: fc.constant("rename" as const), at, name }),
  fc.record({ edit: fc.constant("add" as const), name, value: text }),
);
const mutant = fc.record({
  door: fc.nat(100),
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
  isSignedAnew: fc.boolean(),
  cookie: fc.oneof(fc.constant(""), text),
  form: fc.dictionary(name, text, { maxKeys: 3 }),
});

/** `post` and whether Shopify signs the query. */
const doors = [
  { open: link, post: false, signed: true },
  { open: unlink, post: true, signed: true },
  { open: confirmPage, post: false, signed: true },
  { open: confirm, post: true, signed: true },
  { open: status, post: false, signed: true },
  { open: start, post: false, signed: false },
  { open: callback, post: false, signed: false },
];

let own: Pair[];
beforeAll(async () => {
  const shop = await createShop(db);
  await createChannel(db, shop);
  const { shopifyGid } = await createCustomer(db, shop);
  own = [
    ["return_to", "/account"],
    ["lang", "ja"],
    ["c", "x".repeat(27)],
    ["logged_in_customer_id", shopifyGid.split("/").at(-1)!],
    ["path_prefix", "/apps/musubi"],
    ["shop", shop.domain],
  ];
});

function sign(pairs: Pair[]): string {
  const values = new Map<string, string[]>();
  // As the query will be read.
  for (const [name, value] of new URLSearchParams(pairs)) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const message = [...values]
    .map(([name, each]) => `${name}=${each.join(",")}`)
    .sort()
    .join("");
  return createHmac("sha256", process.env.SHOPIFY_API_SECRET ?? "")
    .update(message)
    .digest("hex");
}

function change(
  pairs: Pair[],
  each: typeof edit extends fc.Arbitrary<infer Edit> ? Edit : never,
): Pair[] {
  if (each.edit === "add") return [...pairs, [each.name, each.value]];
  const index = each.at % pairs.length;
  const [name, value] = pairs[index]!;
  if (each.edit === "drop") return pairs.toSpliced(index, 1);
  if (each.edit === "set") return pairs.with(index, [name, each.value]);
  if (each.edit === "rename") return pairs.with(index, [each.name, value]);
  return [...pairs, [name, each.value]];
}

const header = (value: string) => value.replace(/[^\x20-\x7e]/g, "");

test(
  "mutated requests to the app proxy and to LINE's callback: none breaks a door, begins a login unsigned or makes a link",
  { timeout: 300_000 },
  async () => {
    const statuses: Record<number, number> = {};
    await fuzz({
      door: "the app proxy's and the login's doors",
      // A fifth of what a webhook door gets: nothing is stored here.
      mutants: MUTANTS / 5,
      batches: fc.array(mutant, { minLength: 1, maxLength: 60, size: "max" }),
      hold: async (batch) => {
        for (const { door, edits, isSignedAnew, cookie, form } of batch) {
          const { open, post, signed } = doors[door % doors.length]!;
          const timed: Pair[] = [...own, ["timestamp", String(Math.floor(Date.now() / 1_000))]];
          const original: Pair[] = signed
            ? timed
            : [
                ["state", "x".repeat(27)],
                ["code", "c"],
                ["attempt", "x".repeat(27)],
              ];
          const changed = edits.reduce(change, original);
          const signature: Pair[] = signed
            ? [["signature", sign(isSignedAnew ? changed : original)]]
            : [];
          const query = new URLSearchParams([...changed, ...signature]);
          const request = new Request(`https://musubi.test/door?${query}`, {
            method: post ? "POST" : "GET",
            headers: {
              cookie: header(`musubi_login=${cookie}`),
              "accept-language": header(cookie),
            },
            body: post ? new URLSearchParams(form) : undefined,
          });
          const before = isSignedAnew ? 0 : await db.loginAttempt.count();
          const answer = await open({ request, params: {}, context: {} });
          statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
          if (answer.status >= 500 && answer.status !== 503)
            throw new Error(`${answer.status}: ${request.url.slice(0, 2_000)}`);
          const isChanged =
            new URLSearchParams(changed).toString() !== new URLSearchParams(original).toString();
          if (signed && !isSignedAnew && isChanged && sign(changed) !== sign(original)) {
            expect(answer.status, request.url.slice(0, 2_000)).toBeGreaterThanOrEqual(400);
            expect(await db.loginAttempt.count()).toBe(before);
          }
        }
        expect(await db.link.count()).toBe(0);
      },
    });
    for (const expected of [303, 400, 401, 403, 404, 410]) {
      expect(
        statuses[expected],
        `no ${expected} among ${JSON.stringify(statuses)}`,
      ).toBeGreaterThan(0);
    }
  },
);

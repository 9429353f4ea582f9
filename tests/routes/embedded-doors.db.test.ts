import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";

// Nothing listens there: whoever is let in has to be seen by what the route then does.
process.env.SHOPIFY_STANDIN_URL = "http://127.0.0.1:9";
const { db } = await import("#app/platform/database.server.ts");

type Route = {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: ActionFunctionArgs) => unknown;
};

/** Every door of the embedded pages, those of files that are made later included. */
const files = readdirSync("app/routes").filter((name) => /^app\..*tsx$|^app\.tsx$/.test(name));
const doors = await Promise.all(
  files.map(async (name) => {
    const { loader, action } = (await import(
      /* @vite-ignore */ resolve("app/routes", name)
    )) as Route;
    return [
      ...(loader ? [{ name, method: "loader" as const, open: loader }] : []),
      ...(action ? [{ name, method: "action" as const, open: action }] : []),
    ];
  }),
).then((all) => all.flat());

let shop: { domain: string };
beforeAll(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
});

const past = () => Math.floor(Date.now() / 1000) - 600;

/** What the route throws at this visit; `let in` when it answers. */
async function refusal({ open, method }: (typeof doors)[number], token: TokenFaults) {
  const form = method === "action" ? { intent: "create", name: "X" } : undefined;
  const request = await staffRequest({ shop, path: "/app", form, ...token });
  if (token.remove) request.headers.delete("authorization");
  if (token.replace) request.headers.set("authorization", token.replace);
  try {
    await open({ request, params: { id: crypto.randomUUID() }, context: {} });
    return "let in";
  } catch (thrown) {
    return thrown instanceof Response ? thrown.status : thrown;
  }
}

type TokenFaults = { expiresAt?: number; secret?: string; remove?: boolean; replace?: string };

const unsigned = [
  { alg: "none", typ: "JWT" },
  { dest: "https://x.myshopify.com", aud: "test-api-key" },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");

test("the routes are found", () => {
  expect(doors.length).toBeGreaterThan(10);
});

test.each<[string, TokenFaults, number]>([
  ["an expired session token", { expiresAt: past() }, 401],
  ["a session token signed by somebody else", { secret: "another app's secret" }, 401],
  ["an unsigned session token", { replace: `Bearer ${unsigned}.` }, 401],
  ["rubbish", { replace: "Bearer x.y.z" }, 401],
  // Without any the library takes it for a document and leads to the login page.
  ["no session token", { remove: true }, 302],
])("%s opens no loader and no action of an embedded page", async (_name, token, status) => {
  const before = await db.shop.count();
  for (const door of doors) {
    expect([door.name, door.method, await refusal(door, token)]).toEqual([
      door.name,
      door.method,
      status,
    ]);
  }
  expect(await db.shop.count()).toBe(before);
  expect(await db.tag.count()).toBe(0);
});

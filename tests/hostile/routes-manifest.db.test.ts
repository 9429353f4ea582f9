import { expect, test } from "vitest";
import { routeTests } from "./routes-table.ts";
import { handlersOf, rightParts } from "./route-requests.ts";
import { namesRead } from "./routes-inventory.ts";
import { startHostileWorld } from "./routes-world.ts";

const { product, openPlace } = await startHostileWorld();

/** Headers, which `.get` reads as well, what translations are asked, and a schema's own word for `intent`. */
const NO_PARAMETER = /-|^(accept|authorization|cookie|purpose|locale|how)$/;

test("every route of the manifest has its hostile tests, and no test is of a route that is gone", () => {
  expect(product.routes.map(({ id }) => id).sort()).toEqual(Object.keys(routeTests).sort());
});

test("every route under /app asks for a session token, and every one under /proxy for Shopify's signature", () => {
  for (const { id, path } of product.routes) {
    if (/^\/app(\/|$)/.test(path)) expect([id, routeTests[id]?.proof]).toEqual([id, "session"]);
    if (/^\/proxy(\/|$)/.test(path)) expect([id, routeTests[id]?.proof]).toEqual([id, "proxy"]);
    if (/^\/api\/customer-account\//.test(path))
      expect([id, routeTests[id]?.proof]).toEqual([id, "account"]);
    if (/^\/api\/admin\//.test(path)) expect([id, routeTests[id]?.proof]).toEqual([id, "session"]);
  }
});

test("every name that a route reads from query, form or path is in its hostile test", async () => {
  const own = await openPlace("甲野");
  for (const route of product.routes) {
    const tried = handlersOf(route).flatMap((handler) =>
      rightParts(handler, routeTests[route.id]!, own).flatMap(({ path, query, form }) =>
        Object.keys({ ...path, ...query, ...form }),
      ),
    );
    const read = namesRead(route.file).filter((name) => !NO_PARAMETER.test(name));
    expect([route.id, read.filter((name) => !tried.includes(name))]).toEqual([route.id, []]);
  }
});

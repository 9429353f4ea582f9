import type { Shop } from "@prisma/client";
import { beforeEach, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { loader } from "#app/routes/app.results.tsx";
import { createSend } from "#tests/factories/send.ts";
import { createShop } from "#tests/factories/shop.ts";
import { staffRequest } from "#tests/factories/staff-request.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await createShop(db, { detailsReadAt: new Date() });
});

async function open(query = "") {
  const request = await staffRequest({ shop, path: `/app/results${query}` });
  const shown = await loader({ request, params: {}, context: {} });
  return { ...shown, results: await shown.results };
}

test("a shop without anything sees zeroes for thirty days and no sends", async () => {
  const { query, results, sends } = await open();
  expect(query.days).toBe(30);
  expect(results.days).toHaveLength(30);
  expect(results.totals).toEqual({ checkouts: 0, sends: 0, taps: 0, recovered: 0, revenue: 0 });
  expect(sends).toEqual({ rows: [], next: null });
});

test("the URL says which range, state and step are shown", async () => {
  const dueAt = new Date(Date.now() - 60_000);
  await createSend(db, { shopId: shop.id, dueAt, state: "skipped", reason: "not_linked" });
  await createSend(db, { shopId: shop.id, dueAt, state: "accepted", acceptedAt: dueAt });
  const { results, sends } = await open("?days=7&state=skipped");
  expect(results.days).toHaveLength(7);
  expect(sends.rows).toMatchObject([{ state: "skipped", reason: "not_linked" }]);
  expect((await open("?step=600")).sends.rows).toEqual([]);
});

test.each([
  "?days=9999",
  "?days=x&state=<script>&step=5",
  "?after=2026_x",
  "?step=&state=&after=",
  "?after=0000-01-01T00:00:00.000Z_00000000-0000-4000-8000-000000000000",
  "?after=-271821-04-20T00:00:00.000Z_00000000-0000-4000-8000-000000000000",
  "?after=%2B275760-09-13T00:00:00.000Z_00000000-0000-4000-8000-000000000000",
])("%s is read as if what makes no sense were not there", async (query) => {
  await createSend(db, { shopId: shop.id, dueAt: new Date() });
  const shown = await open(query);
  expect(shown.query.days).toBe(30);
  expect(shown.sends.rows).toHaveLength(1);
});

test("another shop's sends are never shown", async () => {
  await createSend(db, { shopId: (await createShop(db)).id, dueAt: new Date() });
  expect((await open()).sends.rows).toEqual([]);
});

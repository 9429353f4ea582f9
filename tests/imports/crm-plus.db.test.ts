import { beforeEach, expect, test } from "vitest";
import { lineUserId } from "#tests/factories/friend.ts";
import { startImportWorld } from "./import-world.ts";

const world = await startImportWorld();
const { db, shop, shopify, shopifyFaults, state, onLine, work, found, rows, steer, ties } = world;
const { beginCrmPlusImport } = await import("#app/imports/begin-crm-plus-import.server.ts");
const { advanceImport } = await import("#app/imports/advance-import.server.ts");

const [model] = state.customers.values();

beforeEach(async () => {
  await world.clear();
  state.customers.clear();
  state.metafields.clear();
  state.bulkOperations.clear();
  shopifyFaults.remove();
});

/** A customer at Shopify and in the mirror, as CRM PLUS on LINE left them. */
async function leftBy({ value, tags = ["line"] }: { value?: string; tags?: string[] }) {
  const id = 1_000 + state.customers.size;
  state.customers.set(id, { ...model!, id, tags: [...tags], email: `${id}@example.jp` });
  const gid = `gid://shopify/Customer/${id}`;
  if (value !== undefined) await ask(`/customers/${id}/metafields`, { set: [{ ...FIELD, value }] });
  return world.customer({ shopifyGid: gid });
}

const FIELD = { namespace: "socialplus", key: "line", type: "single_line_text_field" };

async function ask(path: string, body: object) {
  const answer = await fetch(`${shopify.urls.api}/_sandbox${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

async function begin() {
  const begun = await beginCrmPlusImport({
    db,
    shopId: shop.id,
    actor: "staff:1",
    now: new Date(),
  });
  if (begun.outcome !== "begun") throw new Error(begun.outcome);
  return begun.importId;
}

test("what CRM PLUS left with the customers is read, checked with LINE and tied, and its own is not touched", async () => {
  const user = onLine("花子");
  const hana = await leftBy({ value: user });
  await leftBy({ value: lineUserId() });
  await leftBy({ value: "not an id" });
  await leftBy({});
  await leftBy({ tags: ["VIP"] });
  const before = JSON.stringify([...state.metafields, ...state.customers]);
  const importId = await begin();
  expect(await work(importId)).toMatchObject({
    stage: "preview",
    counts: { new: 1, not_friend: 1, bad: 2 },
  });
  expect((await rows(importId)).map(({ reason }) => reason)).toEqual([
    null,
    "not_friend",
    "line_id",
    "tag_only",
  ]);
  await steer(importId, "write");
  await work(importId);
  expect((await ties()).map((tie) => [tie.customerId, tie.friend.lineUserId])).toEqual([
    [hana.id, user],
  ]);
  expect(JSON.stringify([...state.metafields, ...state.customers])).toBe(before);
});

test("killed while the result is read, it goes on behind it; done twice it takes nobody twice", async () => {
  for (let n = 0; n < 30; n++) await leftBy({ value: lineUserId() });
  const importId = await begin();
  for (let turn = 0; turn < 200; turn++) {
    const at = { db, shopId: shop.id, importId, now: () => new Date(), turnMs: 0 };
    if ((await advanceImport(at)) === null) break;
    if ((await found(importId)).readLines > 0) break;
  }
  // As if what was read had been stored, and the worker killed before it came to the end.
  await db.linkImport.update({
    where: { id: importId },
    data: { stage: "reading", readLines: 12 },
  });
  await db.linkImportRow.deleteMany({ where: { importId, line: { gt: 12 } } });
  await db.linkImportRow.updateMany({ where: { importId }, data: { verdict: "unchecked" } });
  expect(await work(importId)).toMatchObject({ stage: "preview", counts: { not_friend: 30 } });
});

test("a shop where CRM PLUS left nothing is told so", async () => {
  await leftBy({ tags: [] });
  const importId = await begin();
  expect(await work(importId)).toMatchObject({ stage: "failed", problem: "no_rows" });
});

test("a result that Shopify no longer has ends the import, with a word", async () => {
  await leftBy({ value: lineUserId() });
  const importId = await begin();
  await db.linkImport.update({
    where: { id: importId },
    data: { operationGid: "gid://shopify/BulkOperation/999999" },
  });
  expect(await work(importId)).toMatchObject({ stage: "failed", problem: "shopify_refused" });
});

test("without a token Shopify is not asked, and the import ends with a word", async () => {
  const importId = await begin();
  const [session] = await db.session.findMany({ where: { shop: shop.domain } });
  await db.session.deleteMany({ where: { shop: shop.domain } });
  expect(await work(importId)).toMatchObject({ stage: "failed", problem: "shopify_refused" });
  await db.session.create({ data: session! });
});

test("while another import is under way, whoever begins is led to it", async () => {
  await leftBy({ value: lineUserId() });
  const importId = await begin();
  expect(
    await beginCrmPlusImport({ db, shopId: shop.id, actor: "staff:2", now: new Date() }),
  ).toEqual({ outcome: "under_way", importId });
});

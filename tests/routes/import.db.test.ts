import type { Shop } from "@prisma/client";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { startImportWorld } from "#tests/imports/import-world.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { lineUserId } from "#tests/factories/friend.ts";
import { createLinkImport } from "#tests/factories/link-import.ts";
import { createShop } from "#tests/factories/shop.ts";

const world = await startImportWorld();
const { db, shop } = world;
const { sessionToken, storeOfflineToken } = await import("#tests/factories/staff-request.ts");
const index = await import("#app/routes/app.people_.import._index.tsx");
const page = await import("#app/routes/app.people_.import.$id.tsx");
const list = await import("#app/routes/app.people_.import.$id_.list.tsx");

let stranger: Shop;
beforeAll(async () => {
  stranger = await createShop(db, { detailsReadAt: new Date() });
});
beforeEach(() => world.clear());

type Handler = (args: {
  request: Request;
  params: Record<string, string>;
  context: object;
}) => Promise<unknown>;

/** What a handler answers to the shop's staff: data, a redirect, or a response. */
async function ask(handler: unknown, options: { id?: string; body?: BodyInit; of?: Shop }) {
  const { id, body, of = shop } = options;
  await storeOfflineToken(of);
  const request = new Request(`https://musubi.test/app/people/import?locale=ja`, {
    method: body === undefined ? "GET" : "POST",
    body,
    headers: {
      authorization: `Bearer ${await sessionToken({ shop: of })}`,
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
    },
  });
  const args = { request, params: id ? { id } : ({} as Record<string, string>), context: {} };
  const answer = await (handler as Handler)(args).catch((thrown: unknown) => thrown);
  if (answer instanceof Response)
    return {
      status: answer.status,
      location: answer.headers.get("location"),
      text: await answer.text(),
    };
  const { data, init } = answer as { data?: unknown; init?: { status?: number } };
  return { status: init?.status ?? 200, data: data ?? answer };
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

function fileForm(content: BlobPart, name = "line.csv") {
  const fields = new FormData();
  fields.append("file", new File([content], name));
  return fields;
}

test("a posted file becomes an import, to whose page it leads; a refused one has its reason beside the field", async () => {
  const text = `顧客ID,LINEユーザーID\n7,${lineUserId()}\n`;
  const { status, location } = await ask(index.action, { body: fileForm(text, "顧客.csv") });
  expect([status, location]).toEqual([
    302,
    expect.stringMatching(/^\/app\/people\/import\/[\w-]{36}$/),
  ]);
  expect(await db.linkImport.findFirst({ where: { shopId: shop.id } })).toMatchObject({
    fileName: "顧客.csv",
    stage: "reading",
    actor: "staff:42",
  });
  expect(await ask(index.action, { body: fileForm(text) })).toEqual({
    status: 422,
    data: { ok: false, error: "under_way" },
  });
});

test.each([
  ["a form without a file", new FormData(), "no_file"],
  ["an empty file", fileForm(""), "empty"],
  [
    "a picture",
    fileForm(Uint8Array.from({ length: 3_000 }, (_, n) => 128 + (n % 120))),
    "encoding",
  ],
  [
    "an Excel file of two megabytes",
    fileForm(`PK\u0003\u0004${"x".repeat(2 ** 21)}`),
    "spreadsheet",
  ],
])("%s is refused", async (_name, body, error) => {
  expect(await ask(index.action, { body })).toEqual({ status: 422, data: { ok: false, error } });
  expect(await db.linkImport.count({ where: { shopId: shop.id } })).toBe(0);
});

test("a form that is cut off, and one that is none, is refused and leaves nothing open", async () => {
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  for (const body of [
    "--x\r\ncontent-disposition: form-data; name=file; filename=a\r\n\r\n7,U",
    "",
    "x",
  ]) {
    await storeOfflineToken(shop);
    const request = new Request("https://musubi.test/app/people/import", {
      method: "POST",
      body,
      headers: { ...headers, authorization: `Bearer ${await sessionToken({ shop })}` },
    });
    const answer = (await index.action({ request, params: {}, context: {} })) as {
      init?: { status?: number };
    };
    expect([body, answer.init?.status]).toEqual([body, 422]);
  }
  expect(
    await db.linkImport.count({ where: { shopId: shop.id, stage: { not: "uploading" } } }),
  ).toBe(0);
});

test("the list of what was not taken has line and reason, and no formula is alive in it", async () => {
  const channel = await world.channel();
  const { id } = await createLinkImport(db, channel, {
    rows: [
      { verdict: "new" },
      { verdict: "bad", reason: "line_id", lineUserId: "=cmd|' /C calc'!A0", customer: "+1" },
      { verdict: "bad", reason: "customer", lineUserId: "@SUM(1)", customer: "-1+2" },
      { verdict: "not_friend", reason: "not_friend", lineUserId: "\t=1", customer: "7" },
    ],
  });
  const { status, text } = await ask(list.action, { id, body: form({}) });
  expect(status).toBe(200);
  const lines = (text ?? "").trimEnd().split("\r\n");
  expect(lines[0]).toContain("行,連携しなかった理由");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain("3,");
  for (const cell of lines.slice(1).flatMap((each) => each.split(",")))
    expect(cell.replace(/^"/, "")).not.toMatch(/^[=+\-@\t\r]/);
  expect(await db.auditEntry.count({ where: { action: "import.list-read", subject: id } })).toBe(1);
});

test("another shop's staff sees no import, takes no list and can do nothing with it", async () => {
  const channel = await world.channel();
  const { id } = await createLinkImport(db, channel, { rows: [{ verdict: "new" }] });
  const done = await createLinkImport(db, channel, {
    import: { stage: "done", counts: { written: 1 }, finishedAt: new Date() },
  });
  const of = stranger;
  expect((await ask(page.loader, { id, of })).status).toBe(404);
  expect((await ask(list.action, { id, of, body: form({}) })).status).toBe(404);
  for (const intent of ["write", "cancel", "undo"])
    expect((await ask(page.action, { id, of, body: form({ intent }) })).status).toBe(404);
  const columns = { intent: "columns", line: "1", customer: "0", email: "", hasHeader: "true" };
  expect((await ask(page.action, { id, of, body: form(columns) })).status).toBe(404);
  const undo = form({ intent: "undo", importId: done.id });
  expect((await ask(index.action, { of, body: undo })).status).toBe(422);
  expect(await ask(index.loader, { of })).toMatchObject({
    data: { imports: [], isConnected: false },
  });
  expect(
    await db.linkImport.findMany({ where: { shopId: shop.id }, select: { stage: true } }),
  ).toEqual(expect.arrayContaining([{ stage: "preview" }, { stage: "done" }]));
});

test("ids that are none, and intents that are none, are refused", async () => {
  for (const id of ["x", "", crypto.randomUUID()]) {
    expect((await ask(page.loader, { id })).status).toBe(404);
    expect((await ask(page.action, { id, body: form({ intent: "write" }) })).status).toBe(404);
    expect((await ask(list.action, { id, body: form({}) })).status).toBe(404);
  }
  const { id } = await createLinkImport(db, await world.channel());
  expect((await ask(page.action, { id, body: form({ intent: "x" }) })).status).toBe(400);
  expect((await ask(index.action, { body: form({ intent: "x" }) })).status).toBe(400);
  expect((await ask(page.action, { id, body: form({ intent: "undo" }) })).status).toBe(422);
});

test("the preview shows the first rows of each verdict with both names, and an upload on its way is no import yet", async () => {
  const channel = await world.channel();
  const customer = await createCustomer(db, shop, { displayName: "山田 花子" });
  const { id } = await createLinkImport(db, channel, {
    rows: Array.from({ length: 8 }, () => ({ customerId: customer.id, displayName: "はな" })),
    import: { counts: { new: 8 } },
  });
  const { data } = await ask(page.loader, { id });
  const { linkImport } = data as { linkImport: { samples: object[] } };
  expect(linkImport.samples).toHaveLength(5);
  expect(linkImport.samples[0]).toMatchObject({
    lineName: "はな",
    customerName: "山田 花子",
    line: 2,
  });
  await db.linkImport.update({ where: { id }, data: { stage: "uploading" } });
  expect((await ask(page.loader, { id })).status).toBe(404);
});

import { expect, test } from "vitest";

import type { ShopifyStandIn } from "#sandbox/shopify/shopify-stand-in.ts";

import { askAdmin, exchangeOffline, startStandIn } from "./stand-in-fixture.ts";

const RUN = `mutation Run($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation { id status createdAt }
    userErrors { code field message }
  }
}`;
const READ = `query Read($id: ID!) {
  bulkOperation(id: $id) { status errorCode objectCount rootObjectCount fileSize url partialDataUrl completedAt }
}`;
const CUSTOMERS =
  "{ customers { edges { node { id tags defaultEmailAddress { emailAddress } } } } }";
const DAY = 86_400_000;

type Run = {
  bulkOperation: { id: string; status: string } | null;
  userErrors: { code: string; message: string }[];
};
type Read = {
  status: string;
  errorCode: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
};

function talk(standIn: ShopifyStandIn) {
  let token: Promise<string> | undefined;
  const ask = async <T>(query: string, variables: object): Promise<T> => {
    token ??= exchangeOffline(standIn).then(({ body }) => String(body.access_token));
    const answer = await askAdmin(standIn, query, variables, { token: await token });
    expect(answer.body.errors).toBeUndefined();
    return answer.body.data as T;
  };
  const run = async (query: string, groupObjects = false): Promise<Run> =>
    (await ask<{ bulkOperationRunQuery: Run }>(RUN, { query, groupObjects })).bulkOperationRunQuery;
  const read = async (id: string): Promise<Read> =>
    (await ask<{ bulkOperation: Read }>(READ, { id })).bulkOperation;
  const end = async (id: string): Promise<Read> => {
    await expect
      .poll(async () => (await read(id)).status, { interval: 20 })
      .not.toMatch(/CREATED|RUNNING|CANCELING/);
    return read(id);
  };
  return { ask, run, read, end };
}

async function linesOf(url: string): Promise<Record<string, unknown>[]> {
  const text = await (await fetch(url)).text();
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("a bulk query answers in the background with a line for each object, and tells its end", async () => {
  const { standIn, app, control } = await startStandIn();
  await control("POST /customers/seed", { count: 600 });
  const { run, end } = talk(standIn);
  const { bulkOperation, userErrors } = await run(CUSTOMERS);
  expect(userErrors).toEqual([]);
  expect(bulkOperation!.status).toBe("CREATED");
  const ended = await end(bulkOperation!.id);
  expect(ended).toMatchObject({ status: "COMPLETED", objectCount: "603", rootObjectCount: "603" });
  const lines = await linesOf(ended.url!);
  expect(lines).toHaveLength(603);
  expect(lines[1]).toEqual({
    id: expect.stringMatching(/^gid:\/\/shopify\/Customer\/\d+$/) as string,
    tags: ["常連"],
    defaultEmailAddress: { emailAddress: "kenta.tanaka@example.jp" },
  });
  await expect
    .poll(() => app.bodies("bulk_operations/finish"))
    .toMatchObject([
      { admin_graphql_api_id: bulkOperation!.id, status: "completed", type: "query" },
    ]);
});

test("objects of nested connections have lines of their own that name their parent, behind it when grouped", async () => {
  const { standIn, control } = await startStandIn();
  const [customer] = await control<{ id: number; gid: string }[]>("GET /customers");
  await control(`POST /customers/${customer!.id}/metafields`, {
    set: [
      { namespace: "socialplus", key: "line", type: "single_line_text_field", value: "U1" },
      { namespace: "other", key: "note", type: "single_line_text_field", value: "x" },
    ],
  });
  const query = `{ customers { edges { node { id metafields { edges { node { id namespace value } } } } } } }`;
  const { run, end } = talk(standIn);
  const grouped = await end((await run(query, true)).bulkOperation!.id);
  expect(grouped).toMatchObject({ objectCount: "5", rootObjectCount: "3" });
  const lines = await linesOf(grouped.url!);
  expect(lines.slice(0, 3)).toMatchObject([
    { id: customer!.gid },
    { namespace: "socialplus", value: "U1", __parentId: customer!.gid },
    { namespace: "other", value: "x", __parentId: customer!.gid },
  ]);
  const loose = await linesOf((await end((await run(query)).bulkOperation!.id)).url!);
  expect(loose.toSorted(byText)).toEqual(lines.toSorted(byText));
});

const byText = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

test.each([
  ["no connection", "{ shop { id } }", /at least one connection/],
  ["a mutation", `mutation { tagsAdd(id: "x", tags: []) { userErrors { message } } }`, /queries/],
  ["a field that is not there", "{ customers { edges { node { shoeSize } } } }", /shoeSize/],
  ["what is no query at all", "customers", /Invalid bulk query/],
  [
    "six connections",
    `{ ${["a", "b", "c", "d", "e", "f"].map((name) => `${name}: customers { edges { node { id } } }`).join(" ")} }`,
    /more than 5 connections/,
  ],
  [
    "three levels",
    "{ customers { edges { node { id orders { edges { node { id lineItems { edges { node { id } } } } } } } } } }",
    /depth greater than 2/,
  ],
  [
    "parents without an id",
    "{ customers { edges { node { tags orders { edges { node { id } } } } } } }",
    /must select the 'id'/,
  ],
  [
    "the root field nodes",
    `{ nodes(ids: []) { id } customers { edges { node { id } } } }`,
    /top-level/,
  ],
])("a bulk query with %s is refused", async (_what, query, message) => {
  const { standIn } = await startStandIn();
  const { bulkOperation, userErrors } = await talk(standIn).run(query);
  expect(bulkOperation).toBeNull();
  expect(userErrors).toMatchObject([
    { code: "INVALID", message: expect.stringMatching(message) as string },
  ]);
});

test("five bulk queries run at a time, and one where the shop is set so", async () => {
  const { standIn, control, faults } = await startStandIn();
  faults.add({
    service: "shopify",
    endpoint: "bulkOperationRunQuery",
    kind: "slow",
    delayMs: 60_000,
  });
  const { run } = talk(standIn);
  for (let n = 0; n < 5; n++) expect((await run(CUSTOMERS)).userErrors).toEqual([]);
  expect((await run(CUSTOMERS)).userErrors).toMatchObject([{ code: "LIMIT_REACHED" }]);
  await control("POST /shop/settings", { bulkQueriesAtATime: 1 });
  expect((await run(CUSTOMERS)).userErrors).toMatchObject([{ code: "OPERATION_IN_PROGRESS" }]);
});

test("a cancelled operation has no result, and cannot be cancelled again", async () => {
  const { standIn, faults } = await startStandIn();
  faults.add({
    service: "shopify",
    endpoint: "bulkOperationRunQuery",
    kind: "slow",
    delayMs: 60_000,
  });
  const { ask, run, end } = talk(standIn);
  const { id } = (await run(CUSTOMERS)).bulkOperation!;
  const cancel = () =>
    ask<{ bulkOperationCancel: { userErrors: object[]; bulkOperation: { status: string } } }>(
      `mutation Cancel($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }`,
      { id },
    );
  expect((await cancel()).bulkOperationCancel).toMatchObject({
    bulkOperation: { status: "CANCELING" },
    userErrors: [],
  });
  expect(await end(id)).toMatchObject({ status: "CANCELED", url: null });
  expect((await cancel()).bulkOperationCancel.userErrors).toHaveLength(1);
});

test("a failed operation tells why, and what it had found so far", async () => {
  const { standIn, faults } = await startStandIn();
  faults.add({ service: "shopify", endpoint: "bulkOperationRunQuery", kind: "error", times: 1 });
  const { run, end } = talk(standIn);
  const failed = await end((await run(CUSTOMERS)).bulkOperation!.id);
  expect(failed).toMatchObject({ status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR", url: null });
  expect((await fetch(failed.partialDataUrl!)).status).toBe(200);
});

test("a query beyond the token's scopes fails with ACCESS_DENIED", async () => {
  const { standIn, control } = await startStandIn();
  await control("POST /scopes", { scopes: ["read_orders"] });
  const { run, end } = talk(standIn);
  expect(await end((await run(CUSTOMERS)).bulkOperation!.id)).toMatchObject({
    status: "FAILED",
    errorCode: "ACCESS_DENIED",
  });
});

test("a result is kept for seven days, and nobody finds it without its address", async () => {
  const { standIn, clock } = await startStandIn();
  const { run, end, read } = talk(standIn);
  const { id } = (await run(CUSTOMERS)).bulkOperation!;
  const { url } = await end(id);
  clock.advance(6 * DAY);
  expect((await fetch(url!)).status).toBe(200);
  expect((await fetch(url!.replace(/[0-9a-f]{32}/, "0".repeat(32)))).status).toBe(403);
  clock.advance(2 * DAY);
  expect((await fetch(url!)).status).toBe(403);
  expect(await read(id)).toMatchObject({ status: "EXPIRED", url: null });
});

test("a query that finds nothing has no file", async () => {
  const { standIn } = await startStandIn();
  const { run, end } = talk(standIn);
  const query = `{ customers(query: "email:nobody@example.jp") { edges { node { id } } } }`;
  expect(await end((await run(query)).bulkOperation!.id)).toMatchObject({
    status: "COMPLETED",
    objectCount: "0",
    url: null,
  });
});

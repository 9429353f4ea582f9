import iconv from "iconv-lite";
import { beforeEach, expect, test } from "vitest";
import { createLinkImport } from "#tests/factories/link-import.ts";
import { createShop } from "#tests/factories/shop.ts";
import { MAX_FILE_BYTES } from "#app/imports/import-stage.ts";
import { lineUserId } from "#tests/factories/friend.ts";
import { numberOf, startImportWorld } from "./import-world.ts";

const world = await startImportWorld();
const { db, shop, upload, work, rows, verdicts, found, onLine, customer } = world;

beforeEach(() => world.clear());

const HEADINGS = "顧客ID,LINEユーザーID\n";
const LINE = `7123,${lineUserId()}\n`;

/** As many lines as asked, made while they are read. */
async function* lines(count: number, line: (n: number) => string) {
  yield Buffer.from(HEADINGS);
  for (let n = 0; n < count; n += 1_000) {
    const some = Array.from({ length: Math.min(1_000, count - n) }, (_, i) => line(n + i));
    yield Buffer.from(some.join(""));
  }
}

const REFUSED: [string, () => string | Uint8Array | AsyncIterable<Uint8Array>, string][] = [
  ["nothing", () => "", "empty"],
  ["ends of lines only", () => "\n\n\r\n", "empty"],
  ["headings only", () => HEADINGS, "empty"],
  ["headings only that nobody knows", () => "甲,乙\n", "empty"],
  ["a byte order mark only", () => "\ufeff", "empty"],
  ["one column", () => `LINEユーザーID\n${lineUserId()}\n`, "one_column"],
  [
    "UTF-16, as Excel's Unicode text",
    () => Buffer.from(`\ufeff${HEADINGS}${LINE}`, "utf16le"),
    "encoding",
  ],
  ["EUC-JP", () => iconv.encode(`${HEADINGS}7,花子の長い名前と住所\n`, "eucjp"), "encoding"],
  [
    "bytes that are no text",
    () => Uint8Array.from({ length: 500 }, (_, n) => 128 + (n % 128)),
    "encoding",
  ],
  ["UTF-8 with a NUL", () => `${HEADINGS}7,\0\n`, "encoding"],
  [
    "UTF-8 that is cut in a letter",
    () => Buffer.from(`\ufeff${HEADINGS}7,花`).subarray(0, -1),
    "encoding",
  ],
  ["an .xlsx", () => Buffer.from("PK\u0003\u0004rest of a ZIP"), "spreadsheet"],
  ["an .xls", () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), "spreadsheet"],
  [
    "a quotation mark without its partner in the headings",
    () => `"顧客ID,LINE\n${LINE}`.repeat(3),
    "not_csv",
  ],
  ["1,000,000 rows", () => lines(1_000_000, (n) => `${n},U\n`), "too_many_rows"],
];

test.each(REFUSED)(
  "a file of %s is refused, and nothing of it is kept",
  async (_name, file, reason) => {
    expect(await upload(file())).toEqual({ outcome: "refused", reason });
    expect(await db.linkImport.count({ where: { shopId: shop.id } })).toBe(0);
    expect(await db.linkImportChunk.count()).toBe(0);
  },
);

test("a file that never ends is refused at the limit, and no more of it is taken", async () => {
  let sent = 0;
  async function* endless() {
    for (; ; sent += 64 * 1024) yield Buffer.alloc(64 * 1024, "x,y,");
  }
  expect(await upload(endless())).toEqual({ outcome: "refused", reason: "too_large" });
  expect(sent).toBeLessThan(MAX_FILE_BYTES + 1024 * 1024);
});

const NAMES = ["顧客ID", "メールアドレス", "LINEユーザーID", "備考"];

test.each([
  ["UTF-8", (text: string) => Buffer.from(text)],
  ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["Shift_JIS, with Windows' own letters", (text: string) => iconv.encode(text, "cp932")],
])("%s is read: names whole, whatever the network cuts", async (_name, encode) => {
  const hana = await customer();
  await customer({ email: "taro@example.jp" });
  const text = [
    NAMES.join(","),
    `${numberOf(hana)},,${onLine("花")},髙橋①号棟`,
    `,taro@example.jp,${onLine("太")},"改行
と,カンマ"`,
    `髙橋,,${lineUserId()},`,
  ].join("\r\n");
  const uploaded = await upload(encode(text));
  if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
  expect(await work(uploaded.importId)).toMatchObject({ stage: "preview" });
  expect(await verdicts(uploaded.importId)).toEqual(["new", "new", "bad:customer"]);
  const read = await rows(uploaded.importId);
  expect(read.map(({ line }) => line)).toEqual([2, 4, 5]);
  expect(read[2]!.customer).toBe("髙橋");
});

test.each([
  ["commas", ","],
  ["tabs", "\t"],
  ["semicolons", ";"],
])("%s between the columns are found out", async (_name, sign) => {
  const hana = await customer();
  const uploaded = await upload(
    [`LINE User ID${sign}Customer ID`, `${onLine()}${sign}"${numberOf(hana)}"`].join("\n"),
  );
  if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
  await work(uploaded.importId);
  expect(await verdicts(uploaded.importId)).toEqual(["new"]);
});

test("headings that say nothing are asked about, and the answer has the file read, once more from the preview as well", async () => {
  const { chooseColumns } = await import("#app/imports/choose-columns.server.ts");
  const hana = await customer();
  const uploaded = await upload(`甲,乙,丙\n${onLine()},x,${numberOf(hana)}\n`);
  if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
  const { importId } = uploaded;
  expect(await found(importId)).toMatchObject({ stage: "mapping", columns: null });
  const choose = (line: string, by: string, shopId = shop.id) =>
    chooseColumns({
      db,
      shopId,
      importId,
      choice: { line, customer: by, email: "none", hasHeader: true },
    });
  for (const [line, by] of [
    ["0", "0"],
    ["none", "2"],
    ["0", "none"],
    ["3", "2"],
    ["-1", "2"],
    ["1e3", "2"],
    ["0", "99999"],
  ] as const)
    expect([line, by, await choose(line, by)]).toEqual([line, by, { outcome: "columns" }]);
  expect(await choose("0", "2", (await createShop(db)).id)).toEqual({ outcome: "unknown_import" });
  expect(await choose("2", "0")).toEqual({ outcome: "reading" });
  await work(importId);
  expect(await verdicts(importId)).toEqual(["bad:line_id"]);
  expect(await choose("0", "2")).toEqual({ outcome: "reading" });
  await work(importId);
  expect(await verdicts(importId)).toEqual(["new"]);
});

test("a file without headings is asked about as well, and its first line is a row", async () => {
  const { readImport } = await import("#app/imports/read-import.server.ts");
  const uploaded = await upload(LINE.repeat(2));
  if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
  const view = await readImport({ db, shopId: shop.id, importId: uploaded.importId });
  expect(view).toMatchObject({ stage: "mapping", head: { delimiter: "," } });
  expect(view?.head?.rows).toHaveLength(2);
});

test("a quotation mark that is never closed ends the reading with its line, and nothing is kept", async () => {
  const uploaded = await upload(`${HEADINGS}${LINE.repeat(2_000)}7,"U\n${LINE.repeat(3_000)}`);
  if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
  expect(await work(uploaded.importId)).toMatchObject({ stage: "failed", problem: "not_csv" });
  expect((await found(uploaded.importId)).problemLine).toBeGreaterThan(2_000);
  expect(await rows(uploaded.importId)).toEqual([]);
  expect(await db.linkImportChunk.count()).toBe(0);
});

test("without an official account, and while another import is under way, no file is taken", async () => {
  const other = await createShop(db);
  expect(await upload(HEADINGS + LINE, { shop: other })).toEqual({
    outcome: "refused",
    reason: "not_connected",
  });
  expect(await upload(HEADINGS + LINE)).toMatchObject({ outcome: "uploaded" });
  expect(await upload(HEADINGS + LINE)).toEqual({ outcome: "refused", reason: "under_way" });
});

test("of two files that come at once one is taken, and nothing is left of the other", async () => {
  const both = await Promise.all([upload(HEADINGS + LINE), upload(HEADINGS + LINE)]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(["refused", "uploaded"]);
  expect(await db.linkImport.count({ where: { shopId: shop.id } })).toBe(1);
  expect(await db.linkImportChunk.count()).toBe(1);
});

test("an upload that broke off, or was killed, stands in nobody's way", async () => {
  async function* broken() {
    yield Buffer.from(HEADINGS + LINE);
    throw new Error("the network is gone");
  }
  await expect(upload(broken())).rejects.toThrow("the network is gone");
  expect(await db.linkImport.count()).toBe(0);
  await createLinkImport(db, await world.channel(), { import: { stage: "uploading" } });
  expect(await upload(HEADINGS + LINE)).toMatchObject({ outcome: "uploaded" });
  expect(await db.linkImport.count({ where: { stage: "uploading" } })).toBe(0);
});

test(
  "100,000 lines are read in turns and in a fraction of their memory, and told apart to the last",
  { timeout: 120_000 },
  async () => {
    const id = (n: number) => `U${n.toString(16).padStart(32, "0")}`;
    const uploaded = await upload(
      lines(100_000, (n) => `${n % 10 ? 1_000_000 + n : "x"},${id(n)}\n`),
    );
    if (uploaded.outcome !== "uploaded") throw new Error(uploaded.reason);
    const done = await work(uploaded.importId, { turnMs: 200 });
    expect(done).toMatchObject({ stage: "preview", counts: { no_customer: 90_000, bad: 10_000 } });
    const last = await db.linkImportRow.findFirstOrThrow({ orderBy: { line: "desc" } });
    expect(last).toMatchObject({ line: 100_001, lineUserId: id(99_999) });
  },
);

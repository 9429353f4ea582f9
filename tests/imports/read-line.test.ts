import { expect, test } from "vitest";
import type { ColumnChoice } from "#app/imports/column-choice.ts";
import { recogniseColumns } from "#app/imports/column-choice.ts";
import { readCrmPlusCustomer } from "#app/imports/read-crm-plus-customer.ts";
import { readLine } from "#app/imports/read-line.ts";

const U = `U${"0123456789abcdef".repeat(2)}`;
const columns: ColumnChoice = {
  customer: 0,
  email: 1,
  line: 2,
  hasHeader: true,
  delimiter: ",",
};

test.each([
  [["7123", "", U], { gid: "gid://shopify/Customer/7123", email: null, reason: null }],
  [["gid://shopify/Customer/7", "a@b.jp", U], { gid: "gid://shopify/Customer/7", email: null }],
  [["'7123", "", U], { gid: "gid://shopify/Customer/7123", reason: null }],
  [[" 7123 ", "", ` ${U} `], { gid: "gid://shopify/Customer/7123", lineUserId: U, reason: null }],
  [
    ["", "Hanako@Example.jp", U],
    { gid: null, email: "hanako@example.jp", customer: "hanako@example.jp", reason: null },
  ],
  [["hanako@example.jp", "", U], { gid: null, email: "hanako@example.jp", reason: null }],
  [["7123", "", ""], { reason: "missing" }],
  [["", "", U], { reason: "missing" }],
  [[], { reason: "missing" }],
  [["7123", "", U.toUpperCase()], { reason: "line_id" }],
  [["7123", "", U.slice(0, -1)], { reason: "line_id" }],
  [["7123", "", `${U}0`], { reason: "line_id" }],
  [["7123", "", "@musubi"], { reason: "line_id" }],
  [["7123", "", `C${U.slice(1)}`], { reason: "line_id" }],
  [["7123", "", `=cmd|' /C calc'!A0`], { reason: "line_id", lineUserId: `=cmd|' /C calc'!A0` }],
  [["=1+1", "", U], { reason: "customer" }],
  [["花子", "", U], { reason: "customer", customer: "花子" }],
  [["0", "", U], { reason: "customer" }],
  [["-7", "", U], { reason: "customer" }],
  [["gid://shopify/Order/7", "", U], { reason: "customer" }],
  [["7.12346E+12", "", U], { reason: "rounded" }],
  [["7123460000000.0", "", U], { reason: "rounded" }],
  [["7".repeat(21), "", U], { reason: "customer" }],
  [[`${"x".repeat(400)}@example.jp`, "", U], { reason: "customer" }],
  [["7123", "", `${"x".repeat(99)}😀`], { reason: "line_id", lineUserId: "x".repeat(99) + "�" }],
  [["a\0b", "", U], { reason: "customer", customer: "ab" }],
])("the line %j is read as %o", (record, told) => {
  expect(readLine(record, 2, columns)).toMatchObject({ line: 2, ...told });
});

test.each([
  [["Customer ID", "LINE User ID"], { customer: 0, line: 1, email: null }],
  [["line_user_id", "shopify_customer_id"], { customer: 1, line: 0, email: null }],
  [["顧客ID", "LINEユーザーID"], { customer: 0, line: 1, email: null }],
  [["ＬＩＮＥユーザーＩＤ", "名前", "メールアドレス"], { line: 0, email: 2, customer: null }],
  [["Customer ID", "First Name", "Email", "UID"], { customer: 0, email: 2, line: 3 }],
  [["LINE ID", "顧客番号", "Eメール"], { line: 0, customer: 1, email: 2 }],
])("the headings %j say which column is which", (headings, choice) => {
  expect(recogniseColumns(headings, ",")).toMatchObject({ ...choice, hasHeader: true });
});

test.each([[["A", "B"]], [["LINE User ID", "氏名"]], [["Customer ID", "Email"]], [["7123", U]]])(
  "the first line %j leaves it open, and the merchant is asked",
  (headings) => {
    expect(recogniseColumns(headings, ",")).toBeNull();
  },
);

const id = "gid://shopify/Customer/7";
test.each([
  [
    { id, tags: ["line"], metafield: { value: U } },
    { lineUserId: U, reason: null },
  ],
  [
    { id, tags: [], metafield: { value: ` ${U}\n` } },
    { lineUserId: U, reason: null },
  ],
  [
    { id, tags: [], metafield: { value: `"${U}"` } },
    { lineUserId: U, reason: null },
  ],
  [
    { id, metafield: { value: `{"user_id":"${U}"}` } },
    { lineUserId: U, reason: null },
  ],
  [
    { id, tags: [], metafield: { value: `["${U}","${U}"]` } },
    { lineUserId: U, reason: null },
  ],
  [
    { id, tags: [], metafield: { value: `["${U}","U${"0".repeat(32)}"]` } },
    { lineUserId: null, reason: "line_id" },
  ],
  [
    { id, tags: [], metafield: { value: "true" } },
    { lineUserId: null, reason: "line_id" },
  ],
  [
    { id, tags: ["line"], metafield: null },
    { lineUserId: null, reason: "tag_only" },
  ],
])("CRM PLUS's customer %j is read as %o", (customer, told) => {
  expect(readCrmPlusCustomer(JSON.stringify(customer), 3)).toMatchObject({
    line: 3,
    customer: id,
    gid: id,
    ...told,
  });
});

test.each([
  JSON.stringify({ id, tags: ["LINE", "VIP"], metafield: null }),
  JSON.stringify({ id: "gid://shopify/Order/7", tags: ["line"] }),
  "{cut off",
])("of %s nothing is taken over", (text) => {
  expect(readCrmPlusCustomer(text, 1)).toBeNull();
});

import { z } from "zod";
import { lineUserIdPattern } from "#app/friends/friend.ts";

/** Which column is which, counted from 0. Of a customer's number and e-mail address, the number is believed first. */
export const columnChoice = z
  .object({
    line: z.number().int().min(0).max(999),
    customer: z.number().int().min(0).max(999).nullable(),
    email: z.number().int().min(0).max(999).nullable(),
    hasHeader: z.boolean(),
    delimiter: z.enum([",", "\t", ";"]),
  })
  .refine(({ line, customer, email }) => {
    const chosen = [line, customer, email].filter((each) => each !== null);
    return chosen.length > 1 && new Set(chosen).size === chosen.length;
  });
export type ColumnChoice = z.infer<typeof columnChoice>;

/** Headings that say what a column is, as `plain` writes them: of Shopify's exports, and of LINE tools. */
const HEADINGS = {
  line: [
    "lineuserid",
    "lineid",
    "lineuid",
    "lineユーザid",
    "lineユーザーid",
    "lineのユーザid",
    "lineのユーザーid",
    "line",
    "uid",
    "userid",
    "ユーザid",
    "ユーザーid",
    "socialplusline",
  ],
  customer: [
    "customerid",
    "shopifycustomerid",
    "shopifyid",
    "customergid",
    "customer",
    "顧客id",
    "顧客番号",
    "お客様id",
    "お客様番号",
    "shopify顧客id",
    "shopifyの顧客id",
    "会員id",
    "会員番号",
    "id",
  ],
  email: [
    "email",
    "mail",
    "mailaddress",
    "emailaddress",
    "customeremail",
    "eメール",
    "メール",
    "メールアドレス",
    "eメールアドレス",
    "顧客メールアドレス",
  ],
};

/** A heading without what people write differently: width, case, spaces, signs. */
function plain(heading: string): string {
  return heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-.()・:#"']+/g, "");
}

/** Whether a first row is headings: no LINE user id stands in it. */
export function hasHeader(firstRow: string[]): boolean {
  return !firstRow.some((cell) => lineUserIdPattern.test(cell.trim()));
}

/** What the headings say; null when they leave open which column holds what. */
export function recogniseColumns(
  firstRow: string[],
  delimiter: ColumnChoice["delimiter"],
): ColumnChoice | null {
  if (!hasHeader(firstRow)) return null;
  const headings = firstRow.map(plain);
  const find = (names: string[]) => {
    const found = names.map((name) => headings.indexOf(name)).find((index) => index >= 0);
    return found ?? null;
  };
  const line = find(HEADINGS.line);
  const choice = columnChoice.safeParse({
    line,
    customer: find(HEADINGS.customer),
    email: find(HEADINGS.email),
    hasHeader: true,
    delimiter,
  });
  return choice.success ? choice.data : null;
}

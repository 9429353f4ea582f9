import { stringify } from "csv-stringify/sync";
import type { Db } from "#app/platform/db.server.ts";
import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { notTaken } from "./import-verdict.ts";
import { shownCustomer } from "./shown-customer.ts";

/** Rows that are read at a time. */
const BATCH = 2_000;

type Options = { db: Db; shopId: string; importId: string };

/**
 * The rows that were not taken, with their lines and the reasons, as a CSV that spreadsheets open as text: what looks like a
 * formula is none in it (OWASP, "CSV Injection").
 *
 * @param options.actor `staff:<id>`, who is noted to have taken it
 * @returns null when the shop has no such import, or its rows are gone
 */
export async function notTakenFile(
  options: Options & { locale: Locale; actor: string; now: Date },
): Promise<ReadableStream<Uint8Array> | null> {
  const { db, shopId, importId, actor, now } = options;
  const found = await db.linkImport.findFirst({
    where: { id: importId, shopId, stage: { not: "uploading" }, forgetAt: { not: null } },
    select: { id: true },
  });
  if (!found) return null;
  await db.auditEntry.create({
    data: { shopId, actor, action: "import.list-read", subject: importId, createdAt: now },
  });
  const parts = writeParts(options);
  return new ReadableStream({
    async pull(controller) {
      const part = await parts.next();
      if (part.done) controller.close();
      else controller.enqueue(Buffer.from(part.value));
    },
  });
}

async function* writeParts({
  db,
  shopId,
  importId,
  locale,
}: Options & { locale: Locale }): AsyncGenerator<string> {
  const t = fixedT(locale, "imports");
  const write = (rows: unknown[][]) =>
    stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
  // The mark by which Excel knows UTF-8.
  yield `\ufeff${write([["line", "reason", "lineUserId", "customer"].map((each) => t(`list.${each}`))])}`;
  for (let after = 0; ;) {
    const rows = await db.linkImportRow.findMany({
      where: { shopId, importId, verdict: { in: [...notTaken] }, line: { gt: after } },
      orderBy: { line: "asc" },
      take: BATCH,
    });
    if (rows.length === 0) return;
    after = rows.at(-1)!.line;
    yield write(
      rows.map(({ line, reason, lineUserId, customer }) => [
        line,
        t(`reasons.${reason}`),
        lineUserId ?? "",
        shownCustomer(customer) ?? "",
      ]),
    );
  }
}

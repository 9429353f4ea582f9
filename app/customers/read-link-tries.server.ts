import type { Db } from "#app/platform/db.server.ts";
import { importRowsOfCustomer } from "./import-rows-of-customer.server.ts";

/**
 * What is held of a customer's ways to a link that are under way or were not gone to their end, for the customer. Tokens
 * and codes are none of it: they are held as hashes, and end within the hour.
 *
 * @param options.customerId and `options.lineUserId` null where there is no such customer, or no friend is tied
 */
export async function readLinkTries(options: {
  db: Db;
  shopId: string;
  customerGid: string;
  customerId: string | null;
  lineUserId: string | null;
}) {
  const { db, shopId, customerGid, customerId, lineUserId } = options;
  const logins = await db.loginAttempt.findMany({ where: { shopId, customerGid } });
  const talks = await db.accountLinkAttempt.findMany({ where: { shopId, customerGid } });
  const proofs = customerId ? await db.linkProof.findMany({ where: { shopId, customerId } }) : [];
  const sessions = lineUserId
    ? await db.liffSession.findMany({ where: { shopId, lineUserId } })
    : [];
  const rows = await db.linkImportRow.findMany({
    where: await importRowsOfCustomer({ db, shopId, customerGid }),
    include: { linkImport: { select: { source: true, createdAt: true } } },
  });
  return {
    logins: logins.map((login) => ({
      method: login.method,
      lineUserId: login.lineUserId,
      lineDisplayName: login.lineDisplayName,
      linePictureUrl: login.linePictureUrl,
      isFriend: login.isFriend,
      returnPath: login.returnPath,
      locale: login.locale,
      expiresAt: login.expiresAt,
      usedAt: login.usedAt,
    })),
    talks: talks.map(({ state, refusedReason, locale, expiresAt }) => ({
      state,
      refusedReason,
      locale,
      expiresAt,
    })),
    proofs: proofs.map(({ lineUserId, locale, tries, createdAt, provedAt }) => ({
      lineUserId,
      locale,
      tries,
      createdAt,
      provedAt,
    })),
    sessions: sessions.map(({ displayName, pictureUrl, identifiedAt }) => ({
      displayName,
      pictureUrl,
      identifiedAt,
    })),
    imports: rows.map((row) => ({
      source: row.linkImport.source,
      importedAt: row.linkImport.createdAt,
      lineUserId: row.lineUserId,
      customer: row.customer,
      verdict: row.verdict,
      reason: row.reason,
      displayName: row.displayName,
      pictureUrl: row.pictureUrl,
      language: row.language,
    })),
  };
}

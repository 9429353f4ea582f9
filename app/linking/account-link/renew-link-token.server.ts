import type { AccountLinkAttempt } from "@prisma/client";
import type { LineCredentials } from "#app/line/credentials.ts";
import { issueLinkToken } from "#app/line/link-token.server.ts";
import { realTime } from "#app/platform/clock.server.ts";
import { seal, unseal } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { linkTokenContext } from "./account-link.ts";

/** LINE's tokens serve ten minutes; one that is older than this may end while somebody reads LINE's dialog. */
const FRESH_MS = 4 * 60_000;

/**
 * The friend's link token for this attempt: the one that was asked for, or a new one where a long login has used up its
 * minutes.
 *
 * @returns refused with `failed` when LINE gives this friend none, and `unclear` when it does not answer
 */
export async function renewLinkToken(options: {
  db: Db;
  attempt: Pick<AccountLinkAttempt, "id" | "shopId" | "linkToken" | "linkTokenAt">;
  lineUserId: string;
  credentials: LineCredentials;
}): Promise<
  { outcome: "fresh"; linkToken: string } | { outcome: "refused"; reason: "failed" | "unclear" }
> {
  const { db, attempt, lineUserId, credentials } = options;
  const { id, shopId, linkToken, linkTokenAt } = attempt;
  const now = realTime();
  if (linkToken && linkTokenAt && now.getTime() - linkTokenAt.getTime() < FRESH_MS) {
    return { outcome: "fresh", linkToken: unseal(linkToken, linkTokenContext(id)) };
  }
  const issued = await issueLinkToken({ credentials, lineUserId });
  if (issued.outcome !== "issued") {
    const isRefused = issued.outcome === "refused" || issued.outcome === "unauthorized";
    return { outcome: "refused", reason: isRefused ? "failed" : "unclear" };
  }
  await db.accountLinkAttempt.updateMany({
    where: { id, shopId },
    data: { linkToken: seal(issued.linkToken, linkTokenContext(id)), linkTokenAt: now },
  });
  return { outcome: "fresh", linkToken: issued.linkToken };
}

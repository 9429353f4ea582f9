import { isMailSet } from "#app/mail/send-mail.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { isWayOpen } from "../is-way-open.server.ts";
import { maskEmail, maskName } from "../mask.ts";
import type { LiffVisitor } from "./authenticate-liff.server.ts";

export type LinkPage =
  | { step: "linked" }
  /** The merchant lets nobody link by the form at present. */
  | { step: "closed" }
  /** An address is asked for, by mail where the operator has set a server; LINE's own is offered where it is known. */
  | { step: "ask"; canMail: boolean; lineEmail: string | null }
  | { step: "code"; proofId: string }
  | {
      step: "confirm";
      proofId: string;
      line: { name: string | null; pictureUrl: string | null };
      customer: { name: string | null; email: string | null };
    };

/**
 * How far a LINE user is on the way to a tie. Both sides are masked; the customer's is shown to who has proved to be them.
 *
 * @param options.asksAgain the form, also while a code is under way
 */
export async function readLinkPage(options: {
  db: Db;
  shopId: string;
  channelId: string;
  visitor: LiffVisitor;
  asksAgain: boolean;
  now: Date;
  realTime: Date;
}): Promise<LinkPage> {
  const { db, shopId, channelId, visitor, asksAgain, now, realTime } = options;
  const { lineUserId } = visitor;
  const [link, proof] = await Promise.all([
    db.link.findFirst({ where: { shopId, friend: { channelId, lineUserId } } }),
    db.linkProof.findFirst({
      where: { shopId, channelId, lineUserId, usedAt: null, expiresAt: { gt: realTime } },
      orderBy: { createdAt: "desc" },
      include: { customer: true },
    }),
  ]);
  if (link) return { step: "linked" };
  if (proof?.provedAt && proof.customer && !asksAgain) {
    const { displayName, email } = proof.customer;
    return {
      step: "confirm",
      proofId: proof.id,
      line: { name: maskName(visitor.displayName), pictureUrl: visitor.pictureUrl },
      customer: { name: maskName(displayName), email: maskEmail(email) },
    };
  }
  if (proof && !proof.provedAt && !asksAgain) return { step: "code", proofId: proof.id };
  if (!(await isWayOpen({ db, shopId, method: "form" }))) return { step: "closed" };
  await countLinkStep({ db, shopId, method: "form", step: "offered", now });
  return { step: "ask", canMail: isMailSet(), lineEmail: maskEmail(visitor.email) };
}

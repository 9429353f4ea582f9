import type { Db } from "#app/platform/db.server.ts";
import { countLinkStep } from "../count-link-step.server.ts";
import { oweAnswer } from "./owe-answer.server.ts";

/**
 * A friend tapped the button of an invitation: they are answered with the button that leads to the store.
 *
 * @param options.invitationId from the event: anybody can make one up, and one that the shop does not have does nothing
 */
export async function tapInvitation(options: {
  db: Db;
  shopId: string;
  friendId: string;
  invitationId: string;
  replyToken: string | undefined;
  now: Date;
}): Promise<"invitation_tapped" | "seen"> {
  const { db, shopId, friendId, invitationId, replyToken, now } = options;
  const invitation = await db.linkInvitation.findFirst({ where: { id: invitationId, shopId } });
  if (!invitation) return "seen";
  await countLinkStep({ db, shopId, method: "account_link", step: "started", now });
  await oweAnswer({ db, shopId, friendId, about: "offer", invitationId, replyToken });
  return "invitation_tapped";
}

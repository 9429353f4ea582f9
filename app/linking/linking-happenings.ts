import { z } from "zod";
import type { Happening } from "#app/platform/jobs.server.ts";

export const friendLinked: Happening<{ shopId: string; linkId: string; isMoved?: boolean }> = {
  name: "linking.friend-linked",
  payload: z.object({
    shopId: z.uuid(),
    linkId: z.uuid(),
    /** The tie was there before, and moved to the customer who was kept in a merge. */
    isMoved: z.boolean().optional(),
  }),
};

/** The link's row is gone by then, so what Shopify has to be told goes along. */
export const friendUnlinked: Happening<{
  shopId: string;
  customerGid: string;
  customerTag: string | null;
}> = {
  name: "linking.friend-unlinked",
  payload: z.object({
    shopId: z.uuid(),
    customerGid: z.string(),
    customerTag: z.string().nullable(),
  }),
};

/** Everybody who is not linked is to be invited to. */
export const invitationsWanted: Happening<{ shopId: string; invitationId: string }> = {
  name: "linking.invitations-wanted",
  payload: z.object({ shopId: z.uuid(), invitationId: z.uuid() }),
};

/** A friend is owed a word about linking in the talk. What it answers is kept, sealed, in its row. */
export const linkAnswerWanted: Happening<{ shopId: string; answerId: string }> = {
  name: "linking.answer-wanted",
  payload: z.object({ shopId: z.uuid(), answerId: z.uuid() }),
};

/** Somebody typed an address into the LIFF form: whose it is, is looked up, and a code goes by mail. */
export const linkCodeWanted: Happening<{ shopId: string; proofId: string }> = {
  name: "linking.link-code-wanted",
  payload: z.object({ shopId: z.uuid(), proofId: z.uuid() }),
};

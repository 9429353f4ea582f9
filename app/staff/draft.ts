import { z } from "zod";

/** Longer than anything that can be sent: what is too long is to be shortened, not lost. */
const MAX_DRAFT = 20_000;

/** What somebody has begun to write, and when. Empty: nothing, any more. */
export const draftSchema = z.object({
  text: z.string().max(MAX_DRAFT),
  writtenAt: z.coerce.date(),
});

export type Draft = z.infer<typeof draftSchema>;

/** The part of `sessionStorage` that is used. */
type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

const keyOf = (friendId: string) => `musubi-draft:${friendId}`;

/**
 * Keeps a draft in the window, so that it outlasts an expired session and a reload.
 *
 * @returns false where the browser keeps nothing
 */
export function keepDraftHere(storage: Storage, friendId: string, draft: Draft): boolean {
  try {
    storage.setItem(keyOf(friendId), JSON.stringify(draft));
    return true;
  } catch (error) {
    // Full, or forbidden to frames.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** The draft to go on with: that of this window or the server's, whichever was written last; null when that is empty. */
export function newestDraft(
  storage: Storage,
  friendId: string,
  ofServer: Draft | null,
): Draft | null {
  const here = draftSchema.safeParse(readJson(storage, friendId));
  const newest = here.success && !(ofServer && ofServer.writtenAt > here.data.writtenAt);
  const draft = newest ? here.data : ofServer;
  return draft?.text ? draft : null;
}

function readJson(storage: Storage, friendId: string): unknown {
  try {
    return JSON.parse(storage.getItem(keyOf(friendId)) ?? "null");
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}

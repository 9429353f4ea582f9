import { z } from "zod";

/** Somebody who was not heard of for so long has closed the window, or lost the network. */
export const PRESENT_MS = 30_000;

/** What a window tells of itself: which talk is open in it, none when it leaves, and whether its person is writing. */
export const presenceReport = z.object({
  windowId: z.uuid(),
  friendId: z.uuid().nullable(),
  isTyping: z.boolean(),
});

export type PresenceReport = z.infer<typeof presenceReport>;

/** A window in which a talk is open. */
export type Present = {
  staffId: string;
  name: string | null;
  windowId: string;
  isTyping: boolean;
};

/**
 * Who else has a talk open, and who of them is answering: each person once, however many windows. One's own other
 * windows are nobody else.
 */
export function othersIn(
  present: Present[],
  staffId: string,
): { staffId: string; name: string | null; isTyping: boolean }[] {
  const others = new Map<string, { staffId: string; name: string | null; isTyping: boolean }>();
  for (const each of present.filter((one) => one.staffId !== staffId)) {
    const isTyping = each.isTyping || (others.get(each.staffId)?.isTyping ?? false);
    others.set(each.staffId, { staffId: each.staffId, name: each.name, isTyping });
  }
  return [...others.values()];
}

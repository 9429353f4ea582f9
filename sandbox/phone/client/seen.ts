import type { Talk } from "../../line/state.ts";
import { talkId } from "./use-talks.ts";

/** How far the person has read each talk, kept by the browser as a phone would. */
const storageKey = (talk: Talk) => `phone:seen:${talkId(talk)}`;

const lastBotMessage = (talk: Talk) =>
  talk.messages.findLast((message) => message.from === "bot")?.id ?? 0;

export function markSeen(talk: Talk): void {
  localStorage.setItem(storageKey(talk), String(lastBotMessage(talk)));
}

export function countUnread(talk: Talk): number {
  const seen = Number(localStorage.getItem(storageKey(talk)) ?? 0);
  // The stand-in counts from 1 again when it starts again.
  const isOfEarlierRun = seen > lastBotMessage(talk);
  return talk.messages.filter((m) => m.from === "bot" && (isOfEarlierRun || m.id > seen)).length;
}

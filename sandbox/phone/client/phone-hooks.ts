import { useCallback, useEffect, useRef, useState } from "react";
import type { TalkMessage } from "../../line/state.ts";
import { readLineState } from "./line-control.ts";
import type { LineState } from "./line-control.ts";
import type { Talks } from "./use-talks.ts";

/** Real milliseconds: people and bots may be added while the phone is open. */
const stateEvery = 4_000;
const noticeFor = 4_000;

export function useLineState(): LineState | undefined {
  const [state, setState] = useState<LineState>();
  useEffect(() => {
    const read = () => void readLineState().then(setState, (error: unknown) => console.warn(error));
    read();
    const timer = setInterval(read, stateEvery);
    return () => clearInterval(timer);
  }, []);
  return state;
}

/** The words at the top of the screen, gone by themselves. */
export function useNotice() {
  const [notice, setNotice] = useState<string>();
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setNotice(undefined), noticeFor);
    return () => clearTimeout(timer);
  }, [notice]);
  return [notice, setNotice] as const;
}

export type Place = { user?: string; bot?: string };

/** Who holds the phone and which talk is open, kept in the address: `?user=U…&bot=U…`. */
export function usePlace() {
  const [place, setPlace] = useState<Place>(() =>
    Object.fromEntries(new URLSearchParams(window.location.search)),
  );
  const go = useCallback((next: Place) => {
    const query = new URLSearchParams(
      Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    history.replaceState(null, "", `?${query.toString()}`);
    setPlace(next);
  }, []);
  return [place, go] as const;
}

/** Calls `onMessage` for each message of a bot that arrives in a talk that is not open. */
export function useNewMessages(
  talks: Talks,
  openBot: string | undefined,
  onMessage: (botUserId: string, message: TalkMessage) => void,
) {
  const last = useRef<Record<string, number>>({});
  useEffect(() => {
    for (const [id, { botUserId, messages }] of Object.entries(talks)) {
      const newest = messages.at(-1);
      if (!newest) continue;
      const before = last.current[id];
      last.current[id] = newest.id;
      // What was there when the phone was switched on is no news.
      if (before === undefined || before >= newest.id || botUserId === openBot) continue;
      if (newest.from === "bot") onMessage(botUserId, newest);
    }
  }, [talks, openBot, onMessage]);
}

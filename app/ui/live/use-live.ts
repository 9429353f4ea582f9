import { useEffect, useRef, useState } from "react";
import { type LiveEvent, type LiveState, openLive } from "./open-live.ts";

/**
 * Keeps a page told of what changes in the shop, while it is shown.
 *
 * @param options.since the position that the page's loader read before its data; a later one changes nothing
 * @returns whether what is shown is true
 */
export function useLive(options: {
  since: string;
  onChanges: (events: LiveEvent[]) => void;
  onReset: () => void;
}): LiveState {
  const [state, setState] = useState<LiveState>("connecting");
  const newest = useRef(options);
  useEffect(() => {
    newest.current = options;
  });
  const [since] = useState(options.since);
  useEffect(() => {
    const live = openLive({
      url: "/app/live",
      since,
      onChanges: (events) => newest.current.onChanges(events),
      onReset: () => newest.current.onReset(),
      onState: setState,
    });
    return () => live.close();
  }, [since]);
  return state;
}

import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { PeoplePage } from "../list-people.server.ts";

/** A pause in typing this long is taken for the end of a word. */
const PAUSE_MS = 300;

/**
 * The search among people. It is posted, and stands in no address: what staff looks for are names and e-mail addresses,
 * and addresses end up in histories and in logs.
 *
 * @param options.all the page of people that is shown without a search; when it comes anew, so does what was found
 * @param options.filter what the list is narrowed to, as the address says it
 * @returns `found`: null while nothing is searched for, or nothing was found yet
 */
export function usePeopleSearch({
  all,
  filter,
}: {
  all: PeoplePage;
  filter: Record<string, string>;
}) {
  const [text, setText] = useState("");
  const { data, state, submit } = useFetcher<{ found: PeoplePage }>();
  const turnTo = useCallback(
    (cursor: { before?: string; after?: string }) =>
      void submit({ ...filter, intent: "search", q: text, ...cursor }, { method: "post" }),
    [submit, text, filter],
  );
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => turnTo({}), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, all, turnTo]);
  return {
    text,
    setText,
    found: text ? (data?.found ?? null) : null,
    isSearching: state !== "idle",
    turnTo,
  };
}

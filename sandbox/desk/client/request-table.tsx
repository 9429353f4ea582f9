import { useEffect, useState } from "react";
import type { LoggedRequest } from "../../request-log.ts";
import { clearRequests, readRequests } from "./control.ts";
import type { Words } from "./words.ts";

/** Rows kept on the page: more than one reads, few enough to draw at once. */
const shownAtMost = 400;
const every = 1_000;

const names = { app: "app", line: "LINE", shopify: "Shopify", browser: "browser" };
const isProblem = ({ status }: LoggedRequest) => status === 0 || status >= 400;

/** The requests between product, LINE and Shopify, the newest first, as they come. */
export function RequestTable({ words: w }: { words: Words }) {
  const [requests, clear] = useRequests();
  const [filter, setFilter] = useState("");
  const [problemsOnly, setProblemsOnly] = useState(false);
  const wanted = filter.trim().toLowerCase();
  const shown = requests.filter(
    (request) =>
      (!problemsOnly || isProblem(request)) &&
      Object.values(request).join(" ").toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className="dk-filters">
        <input
          type="search"
          value={filter}
          aria-label={w.filter}
          placeholder={w.filterHint}
          onChange={(event) => setFilter(event.target.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={problemsOnly}
            onChange={(event) => setProblemsOnly(event.target.checked)}
          />
          {w.problemsOnly}
        </label>
        <button type="button" onClick={clear}>
          {w.clear}
        </button>
      </div>
      {shown.length === 0 ? (
        <p className="dk-empty">{w.noRequests}</p>
      ) : (
        <table className="dk-requests">
          <thead>
            <tr>
              {[w.time, w.route, w.request, w.status, w.took, w.note].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((request) => (
              <Row key={request.id} request={request} words={w} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Row({ request, words: w }: { request: LoggedRequest; words: Words }) {
  const { at, from, to, method, path, status, ms, note } = request;
  return (
    <tr className={isProblem(request) ? "dk-problem" : undefined}>
      <td>{new Date(at).toLocaleTimeString("ja", { timeZone: "Asia/Tokyo" })}</td>
      <td>
        <span className={`dk-who dk-who--${from}`}>{names[from]}</span> →{" "}
        <span className={`dk-who dk-who--${to}`}>{names[to]}</span>
      </td>
      <td className="dk-path">
        <b>{method}</b> {path}
      </td>
      <td>{status || w.noAnswer}</td>
      <td>{Math.round(ms)} ms</td>
      <td className="dk-path">{note}</td>
    </tr>
  );
}

function useRequests() {
  const [requests, setRequests] = useState<LoggedRequest[]>([]);
  const last = requests[0]?.id ?? 0;
  useEffect(() => {
    const look = () =>
      void readRequests(last).then(
        (fresh) => {
          if (fresh.length === 0) return;
          setRequests((known) => [...fresh.reverse(), ...known].slice(0, shownAtMost));
        },
        (error: unknown) => console.warn(error),
      );
    // The first look is at once; after that, one look a second.
    if (last === 0) look();
    const timer = setInterval(look, every);
    return () => clearInterval(timer);
  }, [last]);
  const clear = () =>
    void clearRequests().then(
      () => setRequests([]),
      (error: unknown) => console.warn(error),
    );
  return [requests, clear] as const;
}

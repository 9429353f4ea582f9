import { useState } from "react";
import type { Fault } from "../../faults.ts";
import { addFault, readFaults, removeFault } from "./control.ts";
import type { FaultInput } from "./control.ts";
import { usePolled } from "./use-polled.ts";
import type { Words } from "./words.ts";

const push = "POST /v2/bot/message/push";
const graphql = "POST /admin/api/graphql.json";
type Preset = FaultInput & { name: keyof Words["presets"] };
const presets: Preset[] = [
  { name: "pushFails", service: "line", endpoint: push, kind: "error", times: 1 },
  { name: "pushCut", service: "line", endpoint: push, kind: "timeout-after-acceptance", times: 1 },
  { name: "pushLimited", service: "line", endpoint: push, kind: "rate-limit", times: 3 },
  { name: "quotaSpent", service: "line", endpoint: push, kind: "quota-spent" },
  { name: "lineTwice", service: "line", endpoint: "webhook", kind: "duplicate" },
  { name: "throttled", service: "shopify", endpoint: graphql, kind: "quota-spent", times: 3 },
  { name: "graphqlSlow", service: "shopify", endpoint: graphql, kind: "slow" },
  { name: "shopifyTwice", service: "shopify", endpoint: "webhook", kind: "duplicate" },
  { name: "shopifyReordered", service: "shopify", endpoint: "webhook", kind: "reorder" },
  { name: "shopifyLate", service: "shopify", endpoint: "webhook", kind: "late", delayMs: 20_000 },
  { name: "shopifyLost", service: "shopify", endpoint: "webhook", kind: "drop" },
];
const kinds: Fault["kind"][] = [
  "error",
  "timeout-after-acceptance",
  "rate-limit",
  "quota-spent",
  "slow",
  "duplicate",
  "reorder",
  "late",
  "drop",
];

/** What is set to go wrong, and what could be. */
export function FaultPanel({
  words: w,
  onError,
}: {
  words: Words;
  onError: (error: unknown) => void;
}) {
  const [faults = [], again] = usePolled(readFaults, 2_000);
  const add = (fault: FaultInput) => void addFault(fault).then(again, onError);
  const remove = (id?: number) => void removeFault(id).then(again, onError);
  return (
    <div className="dk-columns">
      <div>
        {faults.length === 0 && <p className="dk-empty">{w.noFaults}</p>}
        <ul className="dk-faults">
          {faults.map(({ id, service, endpoint, kind, hits, times }) => (
            <li key={id}>
              <span>
                <b>{kind}</b> {service} {endpoint}
                <small>{w.hits(hits, times)}</small>
              </span>
              <button type="button" onClick={() => remove(id)}>
                {w.remove}
              </button>
            </li>
          ))}
        </ul>
        {faults.length > 1 && (
          <button type="button" onClick={() => remove()}>
            {w.removeAll}
          </button>
        )}
      </div>
      <div>
        <p>{w.faultsLead}</p>
        <div className="dk-presets">
          {presets.map(({ name, ...fault }) => (
            <button key={name} type="button" onClick={() => add(fault)}>
              {w.presets[name]}
            </button>
          ))}
        </div>
        <FaultForm words={w} onAdd={add} />
      </div>
    </div>
  );
}

function FaultForm({ words: w, onAdd }: { words: Words; onAdd: (fault: FaultInput) => void }) {
  const [service, setService] = useState<Fault["service"]>("line");
  const [endpoint, setEndpoint] = useState(push);
  const [kind, setKind] = useState<Fault["kind"]>("error");
  const [times, setTimes] = useState("1");
  const [delayMs, setDelayMs] = useState("3000");
  return (
    <form
      className="dk-fault-form"
      onSubmit={(event) => {
        event.preventDefault();
        const count = times === "" ? {} : { times: Number(times) };
        onAdd({ service, endpoint, kind, delayMs: Number(delayMs), ...count });
      }}
    >
      <label>
        {w.service}
        <select
          value={service}
          onChange={(event) => setService(event.target.value as Fault["service"])}
        >
          <option value="line">LINE</option>
          <option value="shopify">Shopify</option>
        </select>
      </label>
      <label className="dk-wide">
        {w.endpoint}
        <input required value={endpoint} onChange={(event) => setEndpoint(event.target.value)} />
      </label>
      <label>
        {w.kind}
        <select value={kind} onChange={(event) => setKind(event.target.value as Fault["kind"])}>
          {kinds.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label>
        {w.times}
        <input
          type="number"
          min="1"
          value={times}
          onChange={(event) => setTimes(event.target.value)}
        />
      </label>
      <label>
        {w.delayMs}
        <input
          type="number"
          min="0"
          value={delayMs}
          onChange={(event) => setDelayMs(event.target.value)}
        />
      </label>
      <button type="submit">{w.add}</button>
    </form>
  );
}

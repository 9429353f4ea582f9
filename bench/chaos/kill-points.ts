// Preloaded into worker and intake (`--import`): kills the process, by a real SIGKILL, at a transition that it was told.
// Its name is left in the folder CHAOS_GRAVES.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Order, Transition } from "./transitions.ts";

let dieAt: Transition[] = [];

process.on("message", (message: Partial<Order>) => {
  if (message.dieAt) dieAt = message.dieAt;
});

function die({ name }: Transition): void {
  writeFileSync(join(process.env.CHAOS_GRAVES ?? ".", String(process.pid)), name);
  process.kill(process.pid, "SIGKILL");
}

type Result = { rowCount: number | null };
type Callback = (error: Error | null, result?: Result) => void;
type Query = (this: object, ...args: unknown[]) => Promise<Result> | undefined;
/** A batch of webhook events is known by its marks that they are done. */
const MARKS_EVENT = /UPDATE\s+("public"\.)?"?webhook_event"?\s/i;
const lanes = new WeakSet<object>();

const client = pg.Client.prototype as unknown as { query: Query };
const { query } = client;

client.query = function (...args) {
  const config = args[0] as { text?: string; name?: string } | string;
  const text = typeof config === "string" ? config : (config.text ?? "");
  const name = typeof config === "string" ? undefined : config.name;
  const isLaneCommit = text === "COMMIT" && lanes.has(this);
  if (MARKS_EVENT.test(text)) lanes.add(this);
  if (/^(COMMIT|ROLLBACK)$/.test(text)) lanes.delete(this);
  const at = (timing: string) =>
    dieAt.find((each) => {
      if (each.by === "line" || each.timing !== timing) return false;
      return each.by === "lane" ? isLaneCommit : each.statement === name;
    });

  const [before, during] = [at("before"), at("during")];
  if (before) die(before);
  const dieAfter = (result?: Result) => {
    // What found nothing changed nothing: there is no transition to die after.
    const after = isLaneCommit || result?.rowCount ? at("after") : undefined;
    if (after) die(after);
  };
  const last = args.at(-1);
  if (typeof last === "function") {
    args[args.length - 1] = ((error, result) => {
      if (!error) dieAfter(result);
      (last as Callback)(error, result);
    }) satisfies Callback;
  }
  const answer = query.apply(this, args);
  // The query is written by now; its answer cannot have been read in the same turn.
  if (during) setImmediate(die, during);
  return answer?.then((result) => {
    dieAfter(result);
    return result;
  });
};

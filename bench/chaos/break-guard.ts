// Preloaded into worker and intake (`--import break-guard.ts?guard=NAME`): takes one guard out of the product as it is loaded.
import { registerHooks } from "node:module";
import { type Edit, GUARDS, withoutGuard } from "./guards.ts";

const guard = new URL(import.meta.url).searchParams.get("guard") ?? "";
const edits = GUARDS[guard];
if (!edits) throw new Error(`No guard is called ${guard}.`);
const root = new URL("../../", import.meta.url).href;
const editsOf = Map.groupBy(edits, (edit: Edit) => `${root}${edit.module}`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const here = editsOf.get(url);
    if (!here) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: here.reduce(withoutGuard, source) };
  },
});

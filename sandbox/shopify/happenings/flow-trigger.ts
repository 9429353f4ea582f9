import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";
import { z } from "zod";

const tomlSchema = z.object({
  extensions: z.array(z.object({ type: z.literal("flow_trigger"), handle: z.string().max(30) })),
  settings: z.object({
    fields: z.array(z.object({ type: z.string(), key: z.string().optional() })),
  }),
});

/** Shopify's limit of a trigger's payload. */
const maxBytes = 50_000;

/** Why Shopify Flow does not take a trigger: none of that handle, or a payload that its fields do not fit; else null. */
export function refuseTrigger(
  extensionsDir: string | null,
  handle: string,
  payload: object,
): string | null {
  const trigger = readTriggers(extensionsDir).get(handle);
  if (!trigger) return `Invalid handle '${handle}'`;
  if (JSON.stringify(payload).length > maxBytes) return "Payload is too large";
  const wanted = trigger.map(({ type, key }) =>
    type === "customer_reference" ? "customer_id" : (key ?? type),
  );
  const missing = wanted.find((name) => !(name in payload));
  if (missing) return `Errors validating schema: missing '${missing}'`;
  const { customer_id: id } = payload as { customer_id?: unknown };
  return id !== undefined && typeof id !== "number"
    ? "Errors validating schema: 'customer_id' is no number"
    : null;
}

function readTriggers(extensionsDir: string | null) {
  const found = new Map<string, { type: string; key?: string }[]>();
  if (!extensionsDir || !existsSync(extensionsDir)) return found;
  for (const { name } of readdirSync(extensionsDir, { withFileTypes: true })) {
    const file = join(extensionsDir, name, "shopify.extension.toml");
    if (!existsSync(file)) continue;
    const toml = tomlSchema.safeParse(parse(readFileSync(file, "utf8")));
    if (!toml.success) continue;
    for (const { handle } of toml.data.extensions) found.set(handle, toml.data.settings.fields);
  }
  return found;
}

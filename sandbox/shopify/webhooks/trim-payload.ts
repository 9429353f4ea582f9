type Tree = Map<string, Tree>;

/**
 * Cuts a payload down to the toml's `include_fields`. A dot goes into an object or into every element of a list
 * (`customer.id`, `line_items.title`). A field that the payload lacks stays absent.
 */
export function trimPayload(payload: object, fields: readonly string[]): object {
  const tree: Tree = new Map();
  for (const field of fields) {
    let branch = tree;
    for (const step of field.split(".")) {
      if (!branch.has(step)) branch.set(step, new Map());
      branch = branch.get(step)!;
    }
  }
  return pick(payload, tree) as object;
}

function pick(value: unknown, tree: Tree): unknown {
  if (tree.size === 0 || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each: unknown) => pick(each, tree));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => tree.has(key))
      .map(([key, each]) => [key, pick(each, tree.get(key)!)]),
  );
}

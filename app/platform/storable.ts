/** A text without what PostgreSQL refuses in texts and JSON: NUL, and halves of a surrogate pair. */
export function storable(text: string): string {
  return (text.includes("\0") ? text.replaceAll("\0", "") : text).toWellFormed();
}

/** The same for what was parsed from JSON, names of fields included. */
export function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [storable(name), storableJson(each)]),
  );
}

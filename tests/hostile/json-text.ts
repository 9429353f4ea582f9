/**
 * JSON as it is written, not as it is read: so that a mutation can write what `JSON.stringify` never would, a key twice
 * or 1e400.
 */
type JsonText =
  { raw: string } | { items: JsonText[] } | { entries: { key: string; value: JsonText }[] };

/** `at` and `from` count the values of the document in reading order, from the front again past the last. */
export type JsonEdit =
  | { edit: "replace"; at: number; raw: string }
  | { edit: "copy"; at: number; from: number }
  | { edit: "remove"; at: number }
  | { edit: "add"; at: number; key: string; raw: string }
  | { edit: "double"; at: number; raw: string }
  | { edit: "rename"; at: number; key: string }
  | { edit: "repeat"; at: number; times: number }
  | { edit: "nest"; at: number; depth: number };

/** The document with the edits made one after the other. */
export function editJson(json: string, edits: JsonEdit[]): string {
  const root = { entries: [{ key: "root", value: read(JSON.parse(json)) }] };
  for (const edit of edits) make(root, edit);
  return root.entries.map(({ value }) => write(value)).join("");
}

function read(value: unknown): JsonText {
  if (Array.isArray(value)) return { items: value.map(read) };
  if (typeof value !== "object" || value === null) return { raw: JSON.stringify(value) };
  return { entries: Object.entries(value).map(([key, each]) => ({ key, value: read(each) })) };
}

function write(text: JsonText): string {
  if ("raw" in text) return text.raw;
  if ("items" in text) return `[${text.items.map(write).join(",")}]`;
  return `{${text.entries.map(({ key, value }) => `${JSON.stringify(key)}:${write(value)}`).join(",")}}`;
}

type Parent = Exclude<JsonText, { raw: string }>;
/** Where a value stands. */
type Place = { parent: Parent; index: number };

function placesIn(parent: Parent): Place[] {
  const values = "items" in parent ? parent.items : parent.entries.map(({ value }) => value);
  return values.flatMap((value, index) => [
    { parent, index },
    ...("raw" in value ? [] : placesIn(value)),
  ]);
}

function valueAt({ parent, index }: Place): JsonText {
  return ("items" in parent ? parent.items[index] : parent.entries[index]?.value) ?? { raw: "" };
}

function replaceAt({ parent, index }: Place, value: JsonText): void {
  if ("items" in parent) parent.items[index] = value;
  else parent.entries[index]!.value = value;
}

function make(root: Parent, edit: JsonEdit): void {
  const places = placesIn(root);
  const place = places[edit.at % places.length];
  if (!place) return;
  const { parent, index } = place;
  const value = valueAt(place);
  switch (edit.edit) {
    case "replace":
      return replaceAt(place, { raw: edit.raw });
    case "copy":
      // As text, so that no value ever stands in itself.
      return replaceAt(place, { raw: write(valueAt(places[edit.from % places.length]!)) });
    case "remove":
      return void ("items" in parent ? parent.items : parent.entries).splice(index, 1);
    case "add":
      if ("entries" in value) value.entries.push({ key: edit.key, value: { raw: edit.raw } });
      else if ("items" in value) value.items.push({ raw: edit.raw });
      return;
    case "double":
      if ("items" in parent) parent.items.splice(index, 0, { raw: edit.raw });
      else parent.entries.push({ key: parent.entries[index]!.key, value: { raw: edit.raw } });
      return;
    case "rename":
      if ("entries" in parent) parent.entries[index]!.key = edit.key;
      return;
    case "repeat": {
      const raw = write(value);
      const copies = Array.from({ length: Math.min(edit.times, 60_000 / (raw.length + 1)) });
      if ("items" in parent) parent.items.splice(index, 0, ...copies.map(() => ({ raw })));
      else replaceAt(place, { raw: `[${copies.map(() => raw).join(",")}]` });
      return;
    }
    case "nest":
      return replaceAt(place, {
        raw: "[".repeat(edit.depth) + write(value) + "]".repeat(edit.depth),
      });
  }
}

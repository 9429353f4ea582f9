type Term = { field: string | null; operator: ":" | ">" | "<" | ">=" | "<="; value: string };

/** How a searchable resource answers the fields of Shopify's search syntax. */
export type SearchFields<T> = Record<string, (item: T) => string | number | string[] | null>;

/**
 * Filters by Shopify's search syntax: `field:value`, comparisons (`created_at:>='2026-11-01'`), quotes, `AND` (or a
 * space), `OR` between groups, `-` or `NOT` before a term, `*` at the end of a value. Parentheses are not taken.
 * Throws when a field is not searchable here, so that a misspelt filter cannot silently match everything.
 */
export function matchesSearch<T>(item: T, query: string, fields: SearchFields<T>): boolean {
  if (/[()]/.test(query)) throw new Error(`The stand-in's search takes no parentheses: ${query}`);
  return query
    .split(/\s+OR\s+/)
    .some((group) => tokens(group).every((token) => matchesToken(item, token, fields)));
}

function tokens(group: string): string[] {
  const found = group.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  const joined: string[] = [];
  for (const token of found) {
    if (token === "AND") continue;
    if (joined.at(-1) === "NOT") joined[joined.length - 1] = `-${token}`;
    else joined.push(token);
  }
  return joined;
}

function matchesToken<T>(item: T, token: string, fields: SearchFields<T>): boolean {
  if (token.startsWith("-")) return !matchesToken(item, token.slice(1), fields);
  const term = parseTerm(token);
  if (term.field === null) {
    return Object.values(fields).some((read) =>
      asList(read(item)).some((value) => includes(value, term.value)),
    );
  }
  const read = fields[term.field];
  if (!read) throw new Error(`The stand-in cannot search by ${term.field}.`);
  const values = asList(read(item));
  return values.some((value) => compare(value, term));
}

function parseTerm(token: string): Term {
  const match = /^([a-z_]+):(>=|<=|>|<)?(.*)$/.exec(token);
  if (!match) return { field: null, operator: ":", value: unquote(token) };
  return {
    field: match[1]!,
    operator: (match[2] as Term["operator"]) ?? ":",
    value: unquote(match[3]!),
  };
}

const unquote = (value: string): string => value.replace(/^(['"])(.*)\1$/, "$2");

function asList(value: string | number | string[] | null): (string | number)[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function includes(value: string | number, wanted: string): boolean {
  return String(value).toLowerCase().includes(wanted.replace(/\*$/, "").toLowerCase());
}

function compare(value: string | number, { operator, value: wanted }: Term): boolean {
  if (operator === ":") {
    if (wanted === "*") return true;
    const text = String(value).toLowerCase();
    if (wanted.endsWith("*")) return text.startsWith(wanted.slice(0, -1).toLowerCase());
    return text === wanted.toLowerCase();
  }
  const [left, right] = comparable(value, wanted);
  switch (operator) {
    case ">":
      return left > right;
    case "<":
      return left < right;
    case ">=":
      return left >= right;
    case "<=":
      return left <= right;
  }
}

/** Times are compared as moments, all else as numbers. */
function comparable(value: string | number, wanted: string): [number, number] {
  if (typeof value === "number") return [value, Number(wanted)];
  return [Date.parse(value), Date.parse(wanted)];
}

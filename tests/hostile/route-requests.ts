import type { ProductRoute } from "./product-server.ts";
import type { RouteTest } from "./routes-table.ts";
import type { Ask, Place } from "./routes-world.ts";

/** A request to one handler of a route, before a proof is added. */
export type RouteRequest = Ask & { route: ProductRoute; handler: "loader" | "action" };

/** A request's parts that whoever sends it may choose freely. */
export type Chosen = {
  path: Record<string, string>;
  query: Record<string, string>;
  form: Record<string, string>;
};

/** The parts of a right request to a handler, of which there may be several: one for each thing an action does. */
export function rightParts(
  handler: "loader" | "action",
  { path, query, posts = [() => ({})] }: RouteTest,
  own: Place,
): Chosen[] {
  const parts = { path: path?.(own) ?? {}, query: query?.(own) ?? {}, form: {} };
  return handler === "loader" ? [parts] : posts.map((post) => ({ ...parts, form: post(own) }));
}

/**
 * The request that calls one handler only, as the pages' own scripts make it; `asDocument`: as a browser makes it by
 * itself.
 */
export function requestTo(
  route: ProductRoute,
  handler: "loader" | "action",
  { path, query, form }: Chosen,
  asDocument = false,
): RouteRequest {
  const plain = route.path.replace(/:(\w+)|\*/g, (whole, name?: string) =>
    encodeURIComponent(path[name ?? "*"] ?? whole),
  );
  const search = new URLSearchParams(query);
  const isFetched = route.isPage || (handler === "loader" && route.path.startsWith("/app"));
  const isData = isFetched && !asDocument;
  if (isData && handler === "loader") search.append("_routes", route.id);
  if (route.isIndex && handler === "action") search.append("index", "");
  const base = isData ? `${plain === "/" ? "/_root" : plain}.data` : plain;
  return {
    route,
    handler,
    method: handler === "action" ? "POST" : "GET",
    path: search.size ? `${base}?${search.toString()}` : base,
    ...(handler === "action" ? { form } : {}),
  };
}

/** The handlers of a route. */
export function handlersOf(route: ProductRoute): ("loader" | "action")[] {
  return [
    ...(route.hasLoader ? (["loader"] as const) : []),
    ...(route.hasAction ? (["action"] as const) : []),
  ];
}

/** Where a value stands in a request: `["form", "linkId"]`, or within a field's JSON `["form", "form", "steps", "0", "addTagId"]`. */
export type Where = [part: keyof Chosen, name: string, ...inside: string[]];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * Every place of a request where an id may stand: each field, the id within a longer value, and within JSON whatever is
 * an id or null. What repeats under one name in a list is looked at once.
 */
export function places(parts: Chosen): { where: Where; value: string }[] {
  return (Object.keys(parts) as (keyof Chosen)[]).flatMap((part) =>
    Object.entries(parts[part]).flatMap(([name, value]) => [
      { where: [part, name] as Where, value },
      ...idsInside(value).map(({ inside, value }) => ({
        where: [part, name, ...inside] as Where,
        value,
      })),
    ]),
  );
}

function idsInside(text: string): { inside: string[]; value: string }[] {
  if (!text.startsWith("{")) {
    const [id] = UUID.exec(text) ?? [];
    return id && id !== text ? [{ inside: [id], value: id }] : [];
  }
  const found = new Map<string, { inside: string[]; value: string }>();
  const visit = (node: unknown, path: string[]) => {
    if (node === null || (typeof node === "string" && UUID.test(node)))
      found.set(path.at(-1) ?? "", { inside: path, value: node ?? "" });
    else if (typeof node === "object")
      for (const [key, each] of Object.entries(node)) visit(each, [...path, key]);
  };
  visit(JSON.parse(text), []);
  return [...found.values()];
}

/** The request with another value in one place. */
export function withValue(parts: Chosen, [part, name, ...inside]: Where, value: string): Chosen {
  const before = parts[part][name] ?? "";
  return { ...parts, [part]: { ...parts[part], [name]: replaced(before, inside, value) } };
}

function replaced(before: string, inside: string[], value: string): string {
  if (inside.length === 0) return value;
  if (!before.startsWith("{")) return before.replace(inside[0] ?? "", value);
  const json = JSON.parse(before) as Record<string, unknown>;
  const last = inside.at(-1) ?? "";
  const holder = inside
    .slice(0, -1)
    .reduce((node, key) => node[key] as Record<string, unknown>, json);
  holder[last] = value;
  return JSON.stringify(json);
}

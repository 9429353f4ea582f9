import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";

/** One entry of the route manifest, with the module behind it. */
export type ProductRoute = {
  id: string;
  /** Relative to the project, e.g. `app/routes/app.people.tsx` */
  file: string;
  /** The whole path, e.g. `/app/settings/privacy/:id`; `/*` for the one that takes what nobody has */
  path: string;
  isIndex: boolean;
  /** A page; what has none is a resource. */
  isPage: boolean;
  hasLoader: boolean;
  hasAction: boolean;
};

/** What lets the operator in to `/metrics`. */
export const METRICS_TOKEN = "operators-only";

type Entry = ServerBuild["routes"][string];

/**
 * The product as `app/server.ts` puts it together, in this process: the doors for webhooks, then the pages, with Remix
 * over every route that `app/routes.ts` finds. To be awaited after the environment is set.
 */
export async function openProduct() {
  const { openDoors } = await import("#app/doors.server.ts");
  const { createPages } = await import("#app/pages.server.ts");
  const { loadContext } = await import("#app/platform/live-connection.server.ts");
  const { build, routes } = await assembleBuild();
  const doors = openDoors();
  const pages = createPages({
    handleRequest: createRequestHandler({
      build,
      mode: "production",
      getLoadContext: (_request, response) => loadContext(response),
    }),
    isReady: () => doors.isReady(),
    log: doors.log,
    metrics: { token: METRICS_TOKEN, read: doors.readMetrics },
    servesPages: true,
  });
  const server = createServer((request, response) => {
    if (!doors.intake(request, response)) pages(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    routes,
    pages,
    /** Breaks what is open, as a router that starts anew does. */
    cutConnections: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** What Remix's compiler makes of the routes, without the browser's half. To be awaited after the environment is set. */
export async function assembleBuild(): Promise<{ build: ServerBuild; routes: ProductRoute[] }> {
  // What Remix's command line sets before it reads `routes.ts`.
  Object.assign(globalThis, { __remixAppDirectory: resolve("app") });
  const config = await (await import("#app/routes.ts")).default;
  const manifest: Record<string, Entry> = {};
  const root = { id: "root", path: "", file: "root.tsx" };
  manifest.root = { ...root, module: await load(root.file) };
  const routes = [toRoute(root, "", manifest.root.module)];

  async function walk(entry: RouteConfigEntry, parentId: string, above: string): Promise<void> {
    const id = entry.id ?? entry.file.replace(/\.[a-z0-9]+$/i, "");
    const { path, index, caseSensitive, children = [] } = entry;
    const module = await load(entry.file);
    manifest[id] = { id, parentId, path, index, caseSensitive, module };
    const whole = path ? `${above}/${path}` : above;
    routes.push(toRoute({ ...entry, id }, whole, module));
    for (const child of children) await walk(child, id, whole);
  }
  for (const entry of config) await walk(entry, "root", "");

  const entryModule = await import("#app/entry.server.tsx");
  const assets: ServerBuild["assets"] = {
    version: "1",
    url: "/assets/manifest.js",
    entry: { module: "/assets/entry.js", imports: [] },
    routes: Object.fromEntries(
      Object.values(manifest).map(({ module, ...entry }) => [
        entry.id,
        {
          ...entry,
          module: "/assets/route.js",
          hasLoader: "loader" in module,
          hasAction: "action" in module,
          hasClientLoader: false,
          hasClientAction: false,
          hasErrorBoundary: "ErrorBoundary" in module,
        },
      ]),
    ),
  };
  const future = {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: true,
    v3_singleFetch: true,
  };
  const build: ServerBuild = {
    mode: "production",
    entry: { module: entryModule },
    routes: manifest,
    assets,
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future,
    isSpaMode: false,
  };
  return { build, routes };
}

const load = (file: string) =>
  import(/* @vite-ignore */ resolve("app", file)) as Promise<Entry["module"]>;

function toRoute(
  entry: { id?: string; file: string; index?: boolean },
  path: string,
  module: Entry["module"],
): ProductRoute {
  return {
    id: entry.id ?? "",
    file: `app/${entry.file}`,
    path: path || "/",
    isIndex: entry.index ?? false,
    isPage: module.default !== undefined,
    hasLoader: module.loader !== undefined,
    hasAction: module.action !== undefined,
  };
}

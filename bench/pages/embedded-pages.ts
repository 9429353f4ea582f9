import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import type pg from "pg";

/** A row of the shop for each page whose address has a parameter. A new page of this kind has to be entered here. */
const PARAMETERS: Record<string, string> = {
  "/app/sends/:id": "SELECT id FROM send WHERE state = 'accepted' ORDER BY due_at DESC LIMIT 1",
};

/** A page as its route names it, and the address of one of them. */
export type EmbeddedPage = { path: string; address: string };

/**
 * The addresses of every embedded page, from the route manifest of the built product: routes below `routes/app` that
 * draw something, each parameter filled with the id of a row that is there.
 *
 * @throws Error when nobody has said which id a parameter takes
 */
export async function listEmbeddedPages(client: pg.Client): Promise<EmbeddedPage[]> {
  const { routes } = (await import(
    pathToFileURL(resolve("build/server/index.js")).href
  )) as ServerBuild;
  const paths = Object.values(routes)
    .filter((route) => route?.parentId === "routes/app" && route.module.default)
    .map((route) => `/${["app", route?.path].filter(Boolean).join("/")}`);
  return Promise.all(
    paths.sort().map(async (path) => ({ path, address: await fillParameter(client, path) })),
  );
}

async function fillParameter(client: pg.Client, path: string): Promise<string> {
  const parameter = /:\w+/.exec(path)?.[0];
  if (!parameter) return path;
  const question = PARAMETERS[path];
  if (!question) throw new Error(`No id is known for ${path}: enter one in PARAMETERS.`);
  const { rows } = await client.query<{ id: string }>(question);
  if (!rows[0]) throw new Error(`${path} has no row: ${question}`);
  return path.replace(parameter, rows[0].id);
}

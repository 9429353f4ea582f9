import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import type pg from "pg";

/** A row of the shop for each page whose address has a parameter. A new page of this kind has to be entered here. */
const PARAMETERS: Record<string, string> = {
  // Of whom most is to be told.
  "/app/people/:id": `SELECT friend_id AS id FROM send WHERE friend_id IS NOT NULL
    GROUP BY friend_id ORDER BY count(*) DESC, friend_id LIMIT 1`,
  "/app/people/import/:id": "SELECT id FROM link_import WHERE stage = 'done' LIMIT 1",
  "/app/sends/:id": "SELECT id FROM send WHERE state = 'accepted' ORDER BY due_at DESC LIMIT 1",
};

/** A page as its route names it, and the address of one of them. */
export type EmbeddedPage = { path: string; address: string };

/**
 * The paths of every embedded page, from the route manifest of the built product: routes below `routes/app` that draw
 * something.
 */
export async function readEmbeddedPaths(): Promise<string[]> {
  const { routes } = (await import(
    pathToFileURL(resolve("build/server/index.js")).href
  )) as ServerBuild;
  return Object.values(routes)
    .filter((route) => route?.parentId === "routes/app" && route.module.default)
    .map((route) => `/${["app", route?.path].filter(Boolean).join("/")}`)
    .sort();
}

/**
 * An address for each of these pages, its parameter filled with the id of a row that is there.
 *
 * @throws Error when nobody has said which id a parameter takes, or there is no such row
 */
export async function addressPages(client: pg.Client, paths: string[]): Promise<EmbeddedPage[]> {
  const pages: EmbeddedPage[] = [];
  for (const path of paths) pages.push({ path, address: await fillParameter(client, path) });
  return pages;
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

// Prisma's command line wants to download engines from a host of its own. It needs none of them here: the JavaScript
// engine with a driver adapter does all of its work. Any existing file will do in their place; it is never run.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.PRISMA_QUERY_ENGINE_LIBRARY ??= process.execPath;
// `generate` does not connect, but the schema has to find the variable.
process.env.DATABASE_URL ??= "postgresql://musubi:unset@127.0.0.1:5432/musubi";

import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

const CHAR = 18;
const NAME = 19;
const TEXT = 25;

type Result = { fields?: { dataTypeID: number }[] };

/** The schema engine reads system catalogues, whose `"char"` and `name` columns the adapter knows only as text. */
function asText<R>(result: R): R {
  for (const field of (result as Result | undefined)?.fields ?? []) {
    if (field.dataTypeID === CHAR || field.dataTypeID === NAME) field.dataTypeID = TEXT;
  }
  return result;
}

class CatalogueClient extends pg.Client {
  // @ts-expect-error The overloads of pg's `query` cannot be written as one signature.
  override query(...args: unknown[]) {
    const callback = args.at(-1);
    if (typeof callback === "function") {
      args[args.length - 1] = (error: unknown, result: unknown) =>
        (callback as (error: unknown, result: unknown) => void)(error, asText(result));
    }
    const query = super.query.bind(this) as (...args: unknown[]) => unknown;
    const answer = query(...args);
    return answer instanceof Promise ? answer.then(asText) : answer;
  }
}

/**
 * Runs a migration as one script, and so wholly or not at all. The adapter would cut it at every semicolon, also at those
 * within the functions of our triggers.
 */
function asWhole(adapter: Adapter): Adapter {
  const client = adapter.underlyingDriver();
  adapter.executeScript = async (script) => void (await client.query(script));
  return adapter;
}

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

class ScriptAdapter extends PrismaPg {
  override async connect() {
    return asWhole(await super.connect());
  }

  override async connectToShadowDb() {
    return asWhole(await super.connectToShadowDb());
  }
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  engine: "js",
  experimental: { adapter: true },
  adapter: async () => {
    // Given separately: from a connection string the shadow database would be the same one.
    const url = new URL(process.env.DATABASE_URL ?? "");
    return new ScriptAdapter({
      host: url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
      max: 1,
      idleTimeoutMillis: 1,
      Client: CatalogueClient as unknown as typeof pg.Client,
    });
  },
});

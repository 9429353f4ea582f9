import { fileURLToPath } from "node:url";

import { build } from "esbuild";

/** A browser script of the stand-in, bundled from its TypeScript at the first request and kept. */
export function createBrowserBundle(entry: URL): () => Promise<string> {
  let bundled: Promise<string> | null = null;
  return () => {
    bundled ??= build({
      entryPoints: [fileURLToPath(entry)],
      bundle: true,
      write: false,
      format: "iife",
      target: "es2022",
      charset: "utf8",
    }).then((result) => result.outputFiles[0]!.text);
    return bundled;
  };
}

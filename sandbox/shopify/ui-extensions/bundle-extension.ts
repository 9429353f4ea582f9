import { build } from "esbuild";

import type { UiExtension } from "./ui-extension.ts";

/**
 * One target of an extension, bundled as Shopify's CLI 4.8 does for production: the module's default export is handed to
 * `shopify.extend`, and the app's address is written in for `process.env.APP_URL`.
 */
export async function bundleExtension(
  extension: UiExtension,
  target: string,
  appUrl: string,
): Promise<string> {
  const module = extension.modules.get(target);
  if (!module) throw new Error(`${extension.handle} has no target ${target}.`);
  const result = await build({
    stdin: {
      contents: `import Target from '${module}'; shopify.extend('${target}', (...args) => Target(...args));`,
      resolveDir: extension.folder,
      loader: "tsx",
    },
    bundle: true,
    write: false,
    minify: true,
    target: "es6",
    jsx: "automatic",
    legalComments: "none",
    charset: "utf8",
    define: {
      "process.env.NODE_ENV": '"production"',
      "process.env.APP_URL": JSON.stringify(appUrl),
    },
  });
  return result.outputFiles[0]!.text;
}

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { build } from "esbuild";
import express, { Router } from "express";

const fontFolder = dirname(
  createRequire(import.meta.url).resolve("@fontsource/noto-sans-jp/package.json"),
);

/** Pages load nothing from other hosts but the pictures and films that messages name, and frame only what the desk shows. */
const policy = [
  "default-src 'self'",
  "img-src 'self' http: https: data: blob:",
  "media-src 'self' http: https: blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-src http: https:",
  "frame-ancestors 'self'",
].join("; ");

/**
 * A page with a script: `index.html`, `page.js`, `page.css` and a Japanese font (few servers have one), all below
 * the path at which the router is mounted. Bundled once, here.
 * @param options.entry absolute path of the script's first file
 * @param options.title plain text
 */
export async function servePage(options: { entry: string; title: string }): Promise<Router> {
  const { outputFiles } = await build({
    entryPoints: { page: options.entry },
    bundle: true,
    write: false,
    outdir: "/",
    format: "iife",
    jsx: "automatic",
    minify: true,
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const router = Router();
  router.use((_request, response, next) => {
    response.set({ "content-security-policy": policy, "cache-control": "no-store" });
    next();
  });
  // Relative addresses in the page need the slash at its end.
  router.get("/", (request, response) => {
    const [path = "", query] = request.originalUrl.split("?");
    if (!path.endsWith("/")) return response.redirect(`${path}/${query ? `?${query}` : ""}`);
    return response.type("html").send(html(options.title));
  });
  for (const file of outputFiles) {
    const name = file.path.slice(file.path.lastIndexOf("/"));
    router.get(name, (_request, response) => {
      response.type(name.endsWith(".css") ? "css" : "js").send(file.text);
    });
  }
  router.use("/fonts", express.static(fontFolder, { cacheControl: false }));
  return router;
}

const html = (title: string) => `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="./fonts/400.css">
<link rel="stylesheet" href="./fonts/700.css">
<link rel="stylesheet" href="./page.css">
</head>
<body><div id="page"></div><script src="./page.js"></script></body>
</html>`;

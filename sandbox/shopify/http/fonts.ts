import { createRequire } from "node:module";
import { dirname } from "node:path";

import express from "express";

/** Serves Noto Sans JP, so that Japanese is drawn on a machine without a Japanese font. */
export function serveFonts() {
  const packageJson = createRequire(import.meta.url).resolve(
    "@fontsource/noto-sans-jp/package.json",
  );
  return express.static(dirname(packageJson), { immutable: true, maxAge: "1d", index: false });
}

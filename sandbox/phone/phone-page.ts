import { fileURLToPath } from "node:url";
import type { Router } from "express";
import { createRelay } from "./relay.ts";
import { servePage } from "./serve-page.ts";

/**
 * The phone: a page that draws the talks of one person with the bots of the LINE stand-in, and acts in them.
 * `?user=U…&bot=U…` opens one talk. Mount it at a path of its own; `api/` below it is relayed to the stand-in.
 * @param options.lineApi address of the stand-in's api server, without a slash at the end
 */
export async function createPhonePage(options: { lineApi: string }): Promise<Router> {
  const router = await servePage({
    entry: fileURLToPath(new URL("./client/main.tsx", import.meta.url)),
    title: "LINE – Sandbox phone",
  });
  router.use("/api", createRelay(`${options.lineApi}/_sandbox`));
  return router;
}

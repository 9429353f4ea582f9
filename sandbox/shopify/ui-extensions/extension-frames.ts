import type { Express } from "express";

import { createBrowserBundle } from "../admin/browser-bundle.ts";
import { html, raw } from "../http/html.ts";
import type { Html } from "../http/html.ts";
import type { Simulation } from "../simulation.ts";
import { bundleExtension } from "./bundle-extension.ts";
import type { FrameConfig } from "./protocol.ts";
import { extensionAt } from "./ui-extension.ts";

type Place = Pick<FrameConfig, "surface" | "target" | "selected" | "isLoggedIn"> & {
  language: string;
  /** Where the page around asks for a session token */
  tokenUrl: string;
  /** Where `requireLogin` leads */
  loginUrl?: string;
  /** Where `app:` leads: the app's pages in the admin */
  appPages?: string;
};

const frameScript = createBrowserBundle(new URL("browser/frame.ts", import.meta.url));
const hostScript = createBrowserBundle(new URL("browser/host.ts", import.meta.url));

/** Serves the script of pages that hold extensions. */
export function mountExtensionHost(app: Express): void {
  app.get("/ui-extensions/host.js", async (_request, response) => {
    response.type("js").send(await hostScript());
  });
}

/**
 * The app's extension of a target, running its own bundle in a frame without origin; empty when the app has none, or is
 * not installed.
 */
export async function extensionFrame(simulation: Simulation, place: Place): Promise<Html> {
  const { target, surface, selected, isLoggedIn } = place;
  const { extensionsDir, url } = simulation.app;
  const extension = extensionAt(extensionsDir, target);
  if (!extension || !url) return html``;
  const config: FrameConfig = {
    target,
    surface,
    selected,
    isLoggedIn,
    appUrl: url,
    mayUseNetwork: extension.mayUseNetwork,
    ...extension.words(place.language),
  };
  const document = html`<!doctype html>
    <html lang="${config.language}">
      <head>
        <meta charset="utf-8" />
        <style>
          body {
            margin: 0;
            padding: 16px;
            font:
              14px/1.5 "Noto Sans JP",
              sans-serif;
          }
        </style>
      </head>
      <body data-app="${place.appPages ?? ""}">
        ${script(JSON.stringify(config), 'type="application/json" id="extension-config"')}
        ${script(await frameScript())} ${script(await bundleExtension(extension, target, url))}
      </body>
    </html>`.html;
  return html`<iframe
    data-extension="${extension.handle}"
    data-token-url="${place.tokenUrl}"
    data-login-url="${place.loginUrl ?? ""}"
    title="${extension.name}"
    sandbox="allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    style="width: 100%; border: 1px solid #d4d4d4; border-radius: 12px; height: 120px"
    srcdoc="${document}"
  ></iframe>`;
}

/** A script in the page. What stands in it must not end it. */
function script(content: string, attributes = ""): Html {
  return raw(`<script ${attributes}>${content.replaceAll("</script", "<\\/script")}</script>`);
}

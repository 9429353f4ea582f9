import { html, raw } from "../http/html.ts";
import type { Simulation } from "../simulation.ts";
import { embeddedUrl, hostParameter } from "./embedded-url.ts";
import { adminShell } from "./admin-shell.ts";
import type { Shell } from "./admin-shell.ts";

/** What the host's script in the browser has to know. */
export type HostConfig = {
  appOrigin: string;
  appPath: string;
  base: string;
  adminUrl: string;
  words: Shell["words"];
};

/** The page that embeds the app. */
export async function appPage(simulation: Simulation, shell: Shell, path: string): Promise<string> {
  const { shop, words } = shell;
  const src = await embeddedUrl(simulation, shop, path, shell.locale);
  const storeName = shell.base.split("/").at(-1);
  const config: HostConfig = {
    appOrigin: new URL(src).origin,
    appPath: shell.appPath,
    base: shell.base,
    adminUrl: `https://admin.shopify.com/store/${storeName}`,
    words,
  };
  const frameName = JSON.stringify({
    apiKey: simulation.app.apiKey,
    host: hostParameter(shop),
    shop: shop.domain,
    locale: shell.locale,
  });
  const content = html`
    <div class="app">
      <div class="loading-bar" data-loading hidden></div>
      <header class="app-bar" data-app-bar>
        <a class="app-name" href="${shell.appPath}" data-app-home>${shell.appName}</a>
        <span class="app-title" data-app-title></span>
        <span class="app-actions" data-app-actions></span>
      </header>
      <div class="save-bar" data-save-bar role="region" aria-label="${words.unsaved}" hidden>
        <span>${words.unsaved}</span>
        <span>
          <button type="button" data-discard>${words.discard}</button>
          <button type="button" class="primary" data-save>${words.save}</button>
        </span>
      </div>
      <iframe
        title="${shell.appName}"
        name="${frameName}"
        src="${src}"
        allow="clipboard-write; camera; microphone"
        data-app-frame
      ></iframe>
      <div class="toasts" data-toasts role="status" aria-live="polite"></div>
    </div>
  `;
  const script = html`<script type="application/json" id="host-config">
      ${raw(JSON.stringify(config).replaceAll("<", "\\u003c"))}
    </script>
    <script src="/assets/host.js"></script>`;
  return adminShell(shell, shell.appName, content, script);
}

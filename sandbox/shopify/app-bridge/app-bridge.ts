// The App Bridge stand-in: what `https://cdn.shopify.com/shopifycloud/app-bridge.js` is to an embedded app, against the
// stand-in's admin. It is loaded by a plain <script> and defines `window.shopify` before the app's own code runs.
import { authenticateFetch } from "./authenticated-fetch.ts";
import { defineModalElement } from "./elements/modal-element.ts";
import { defineNavMenuElement } from "./elements/nav-menu-element.ts";
import { defineSaveBarElement } from "./elements/save-bar-element.ts";
import { defineTitleBarElement } from "./elements/title-bar-element.ts";
import { openHostChannel } from "./host-channel.ts";
import { connectNavigation, reloadIfBounced } from "./navigation.ts";
import type { PickerOptions } from "./protocol.ts";
import { connectForms, createSaveBars } from "./save-bars.ts";
import { createToasts } from "./toasts.ts";

type Config = { apiKey: string; host: string; shop: string; locale: string };

const script =
  document.currentScript ??
  document.querySelector<HTMLScriptElement>('script[src$="/app-bridge.js"]');

function readConfig(): Config {
  const query = new URLSearchParams(window.location.search);
  // The host names the frame by its configuration, which outlives every page that the app opens in it.
  const framed = (window.name.startsWith("{") ? JSON.parse(window.name) : {}) as Partial<Config>;
  return {
    apiKey:
      script?.getAttribute("data-api-key") ??
      document.querySelector('meta[name="shopify-api-key"]')?.getAttribute("content") ??
      "",
    host: query.get("host") ?? framed.host ?? "",
    shop: query.get("shop") ?? framed.shop ?? "",
    locale: query.get("locale") ?? framed.locale ?? "ja",
  };
}

function start(): void {
  // A page is prepared once, however often the script is put into it.
  if (Object.hasOwn(window, "shopify") || window.parent === window) return;
  const adminOrigin = new URL((script as HTMLScriptElement).src, document.baseURI).origin;
  const host = openHostChannel(adminOrigin);
  const config = readConfig();
  const idToken = () => host.call<string>("idToken");
  const saveBars = createSaveBars(host);
  const toast = createToasts(host);

  const shopify = {
    config,
    origin: adminOrigin,
    ready: Promise.resolve(),
    environment: { embedded: true, mobile: false, pos: false },
    idToken,
    toast,
    saveBar: saveBars,
    modal: defineModalElement(),
    loading: (isLoading = true) => void host.call("loading", { isLoading }),
    user: () => host.call("user"),
    scopes: { query: () => host.call("scopes") },
    app: { extensions: () => host.call("extensions") },
    resourcePicker: (options: {
      type?: PickerOptions["type"];
      multiple?: PickerOptions["multiple"];
      selectionIds?: { id: string }[];
    }) =>
      host.call("resourcePicker", {
        type: options.type ?? "product",
        multiple: options.multiple ?? false,
        selectionIds: (options.selectionIds ?? []).map((each) => each.id),
      } satisfies PickerOptions),
    webVitals: { onReport: () => Promise.resolve() },
    reviews: {
      request: () =>
        Promise.resolve({ success: false, code: "merchant-ineligible", message: "Sandbox" }),
    },
    support: { registerHandler: () => Promise.resolve() },
  };
  Object.assign(window, { shopify });

  authenticateFetch(idToken, (url) => void window.open(url, "_top"));
  connectNavigation(host);
  connectForms(saveBars);
  defineSaveBarElement(saveBars);
  defineNavMenuElement(host);
  defineTitleBarElement(host);
  void reloadIfBounced(idToken);
}

start();

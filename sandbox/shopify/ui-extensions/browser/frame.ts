// Where an extension runs: a frame without an origin of its own, as Shopify's worker has none.
import type { FrameAnswer, FrameCall, FrameConfig } from "../protocol.ts";
import { defineElements } from "./elements.ts";

const text = document.querySelector("#extension-config")?.textContent ?? "{}";
const config = JSON.parse(text) as FrameConfig;
const tell = (call: FrameCall) => parent.postMessage(call, "*");

const waiting = new Map<number, (token: string) => void>();
let asked = 0;
window.addEventListener("message", ({ source, data }: MessageEvent<FrameAnswer>) => {
  if (source !== parent) return;
  waiting.get(data.answer)?.(data.token);
  waiting.delete(data.answer);
});

/** A token of the page's moment, from Shopify by way of the page around. */
const token = () =>
  new Promise<string>((resolve) => {
    asked += 1;
    waiting.set(asked, resolve);
    tell({ call: "token", id: asked });
  });

function translate(key: string, values: Record<string, unknown> = {}): string {
  const found = key
    .split(".")
    .reduce<unknown>(
      (words, step) =>
        words && typeof words === "object" ? (words as Record<string, unknown>)[step] : undefined,
      config.words,
    );
  if (typeof found !== "string") throw new Error(`There is no translation for ${key}.`);
  return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name]));
}

const signal = <Value>(value: Value) => ({ value, current: value, subscribe: () => () => {} });
const i18n = {
  translate,
  formatNumber: (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(config.language, options).format(value),
  formatDate: (value: Date, options?: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(config.language, options).format(value),
};
const extension = { target: config.target };
const common = { extension, i18n, query: () => Promise.reject(new Error("Not asked for.")) };
const surfaces = {
  "customer-account": {
    ...common,
    sessionToken: { get: token },
    localization: { extensionLanguage: signal({ isoCode: config.language }) },
    authenticationState: signal(config.isLoggedIn ? "fully_authenticated" : "pre_authenticated"),
    requireLogin: async () => tell({ call: "log-in" }),
    toast: { show: async (content: string) => tell({ call: "toast", text: content }) },
    navigation: { navigate: (url: string) => tell({ call: "navigate", url }) },
  },
  admin: {
    ...common,
    auth: { idToken: token },
    data: { selected: config.selected.map((id) => ({ id })) },
    navigation: { navigate: (url: string) => tell({ call: "navigate", url }) },
    close: () => tell({ call: "close" }),
  },
};

let run: () => unknown = () => undefined;
Object.assign(globalThis, {
  shopify: {
    ...surfaces[config.surface],
    extend: (target: string, main: () => unknown) => {
      if (target === config.target) run = main;
    },
  },
});

const plainFetch = window.fetch.bind(window);
window.fetch = async (input, init) => {
  if (config.surface === "customer-account") {
    if (!config.mayUseNetwork) throw new TypeError("The extension has no network_access.");
    return plainFetch(input, init);
  }
  // Admin extensions: relative addresses are the app's, and requests to it carry the staff's token.
  const url = new URL(input instanceof Request ? input.url : input, config.appUrl);
  const headers = new Headers(init?.headers);
  if (url.origin === new URL(config.appUrl).origin) {
    headers.set("Authorization", `Bearer ${await token()}`);
  }
  return plainFetch(url, { ...init, headers });
};

defineElements();
new ResizeObserver(() => tell({ call: "height", px: document.body.offsetHeight })).observe(
  document.body,
);
// The extension's bundle is the script after this one.
window.addEventListener("DOMContentLoaded", () => void run());

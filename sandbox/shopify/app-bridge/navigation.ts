import type { HostChannel } from "./host-channel.ts";
import { embeddingParameters } from "./protocol.ts";

/** The page's path without what belongs to the embedding. */
function currentPath(): string {
  const url = new URL(window.location.href);
  for (const parameter of embeddingParameters) url.searchParams.delete(parameter);
  return url.pathname + url.search + url.hash;
}

/** Whether `target` leaves the frame for the admin around it. */
const isTop = (target: string | null | undefined): boolean =>
  target === "_top" || target === "_parent";

const isAdminUrl = (url: string): boolean =>
  /^shopify:\/*admin\//i.test(url) || url.startsWith("https://admin.shopify.com/");

/**
 * Keeps the admin's address in step with the frame's, carries out what the admin's navigation asks, and sends links to
 * the admin (`shopify://admin/…`) to the host.
 */
export function connectNavigation(host: HostChannel): void {
  const tell = () => void host.call("navigated", { path: currentPath() });
  for (const method of ["pushState", "replaceState"] as const) {
    const original = window.history[method].bind(window.history);
    window.history[method] = (...args) => {
      original(...args);
      tell();
    };
  }
  window.addEventListener("popstate", tell);
  tell();

  const hasListener = watchNavigateListeners();
  host.on("navigate", ({ path }) => {
    if (path === currentPath()) return;
    // Routers of the app take the event's target for the link that was pressed.
    const anchor = document.createElement("a");
    anchor.href = path;
    anchor.setAttribute("href", path);
    anchor.hidden = true;
    document.body.append(anchor);
    if (hasListener()) anchor.dispatchEvent(new Event("shopify:navigate", { bubbles: true }));
    else window.location.assign(path);
    anchor.remove();
  });

  const originalOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const address = String(url ?? "");
    if (isAdminUrl(address) || isTop(target)) {
      void host.call("open", { url: absolute(address), target: target ?? "_self" });
      return null;
    }
    return originalOpen(url, target, features);
  };
  document.addEventListener(
    "click",
    (event) => {
      const anchor = (event.target as Element | null)?.closest?.("a[href]");
      const href = anchor?.getAttribute("href");
      if (!href || !isAdminUrl(href)) return;
      event.preventDefault();
      event.stopPropagation();
      void host.call("open", { url: href, target: anchor?.getAttribute("target") ?? "_self" });
    },
    true,
  );
}

const absolute = (url: string): string =>
  isAdminUrl(url) ? url : new URL(url, window.location.href).href;

/** Notes whether the app listens to `shopify:navigate`: if it does not, pages are loaded anew. */
function watchNavigateListeners(): () => boolean {
  let count = 0;
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    target.addEventListener = (
      type: string,
      ...rest: [EventListenerOrEventListenerObject, never]
    ) => {
      if (type === "shopify:navigate") count += 1;
      add(type, ...rest);
    };
    target.removeEventListener = (
      type: string,
      ...rest: [EventListenerOrEventListenerObject, never]
    ) => {
      if (type === "shopify:navigate") count -= 1;
      remove(type, ...rest);
    };
  }
  return () => count > 0;
}

/**
 * The bounce page of Shopify's libraries carries nothing but this script and `shopify-reload`: the page is loaded
 * again there with a fresh session token. Addresses of another origin are not followed.
 */
export async function reloadIfBounced(idToken: () => Promise<string>): Promise<void> {
  const reload = new URLSearchParams(window.location.search).get("shopify-reload");
  if (!reload) return;
  const url = new URL(reload, window.location.href);
  if (url.origin !== window.location.origin) return;
  url.searchParams.set("id_token", await idToken());
  window.location.replace(url);
}

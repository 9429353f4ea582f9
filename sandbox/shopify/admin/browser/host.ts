// The admin around the embedded app: answers App Bridge and draws what the app asks it to draw.
import type { Method, NavMenu, SaveBarState, TitleBar } from "../../app-bridge/protocol.ts";
import type { HostConfig } from "../app-page.ts";
import { ask } from "./ask.ts";
import { openFrameChannel } from "./frame-channel.ts";
import { pickResources } from "./resource-picker.ts";
import { createToastList } from "./toast-list.ts";

const find = <T extends HTMLElement>(selector: string): T => {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`The admin page lacks ${selector}.`);
  return element;
};

const config = JSON.parse(find("#host-config").textContent ?? "") as HostConfig;
const frame = find<HTMLIFrameElement>("[data-app-frame]");
const saveBar = find("[data-save-bar]");
const saveButton = find<HTMLButtonElement>("[data-save]");
const discardButton = find<HTMLButtonElement>("[data-discard]");
const loadingBar = find("[data-loading]");

let bar: SaveBarState | null = null;
let homePath = "/";
/** Whether App Bridge has spoken since the frame's last page was loaded: an error page may be without it. */
let isConnected = false;
let hasSpoken = false;
frame.addEventListener("load", () => {
  isConnected = hasSpoken;
  hasSpoken = false;
});

const channel = openFrameChannel(frame, config.appOrigin, answer);
const toasts = createToastList(find("[data-toasts]"), (id, kind) =>
  channel.tell({ event: "toast", id, kind }),
);

function answer(method: Method, args: never): unknown {
  switch (method) {
    case "navigated":
      return showPath((args as { path: string }).path);
    case "idToken":
      return load<{ token: string }>("session-token").then(({ token }) => token);
    case "user":
      return load("user");
    case "scopes":
      return load("scopes");
    case "extensions":
      return load("extensions");
    case "toastShow":
      return toasts.show(args);
    case "toastHide":
      return toasts.hide((args as { id: string }).id);
    case "loading":
      loadingBar.hidden = !(args as { isLoading: boolean }).isLoading;
      return undefined;
    case "navMenu":
      return drawNavMenu(args);
    case "titleBar":
      return drawTitleBar(args);
    case "saveBar":
      return drawSaveBar(args);
    case "leaveConfirmation":
      return confirmLeaving().then((isLeaving) => {
        if (!isLeaving) throw new Error("The merchant stays on the page.");
      });
    case "resourcePicker":
      return pickResources(config, args);
    case "open":
      return open(args);
  }
}

async function load<T>(what: string): Promise<T> {
  const response = await fetch(`${config.base}/app-bridge/${what}`, { method: "POST" });
  if (!response.ok) throw new Error(`The admin refused ${what}: ${response.status}`);
  return (await response.json()) as T;
}

/** The frame keeps the history; the admin's address only follows. */
function showPath(path: string): void {
  hasSpoken = true;
  isConnected = true;
  window.history.replaceState(null, "", config.appPath + (path === "/" ? "" : path));
  loadingBar.hidden = true;
  markCurrent();
}

function markCurrent(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-app-nav-items] a")) {
    const isCurrent = window.location.pathname.startsWith(new URL(link.href).pathname);
    link.toggleAttribute("aria-current", false);
    if (isCurrent) link.setAttribute("aria-current", "page");
  }
}

function drawNavMenu({ home, items }: NavMenu): void {
  homePath = home ?? "/";
  const list = find("[data-app-nav-items]");
  list.replaceChildren(
    ...items.map(({ label, href }) => {
      const link = document.createElement("a");
      const path = new URL(href, config.appOrigin);
      link.href = config.appPath + path.pathname + path.search;
      link.textContent = label;
      link.dataset.appPath = path.pathname + path.search;
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  markCurrent();
}

function drawTitleBar({ title, actions }: TitleBar): void {
  find("[data-app-title]").textContent = title;
  find("[data-app-actions]").replaceChildren(
    ...actions.map(({ label, isPrimary, isDisabled }, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.disabled = isDisabled;
      if (isPrimary) button.className = "primary";
      button.addEventListener("click", () => channel.tell({ event: "titleAction", index }));
      return button;
    }),
  );
}

function drawSaveBar(state: SaveBarState): void {
  bar = state.isShown ? state : null;
  saveBar.hidden = !state.isShown;
  saveButton.disabled = state.isSaveDisabled || state.isLoading;
  saveButton.setAttribute("aria-busy", String(state.isLoading));
  discardButton.disabled = state.isDiscardDisabled || state.isLoading;
}

saveButton.addEventListener("click", () => channel.tell({ event: "saveBar", button: "save" }));
discardButton.addEventListener("click", () => {
  const { words } = config;
  const confirmed = bar?.confirmsDiscard
    ? ask({ title: words.discardTitle, text: words.leaveText, stay: words.stay, go: words.discard })
    : Promise.resolve(true);
  void confirmed.then((isDiscarded) => {
    if (isDiscarded) channel.tell({ event: "saveBar", button: "discard" });
  });
});

/** Whether the merchant may leave: at once without a save bar, else after having said so. Takes the bar away. */
async function confirmLeaving(): Promise<boolean> {
  if (!bar) return true;
  const { words } = config;
  const isLeaving = await ask({
    title: words.leaveTitle,
    text: words.leaveText,
    stay: words.stay,
    go: words.leave,
  });
  if (!isLeaving) return false;
  drawSaveBar({ ...bar, isShown: false });
  channel.tell({ event: "saveBarClosed" });
  return true;
}

/** Links of the admin: the app's own pages are opened in the frame, the others leave it; both only when one may. */
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest("a");
  if (!link || link.target === "_blank" || event.ctrlKey || event.metaKey) return;
  const path = link.hasAttribute("data-app-home") ? homePath : link.dataset.appPath;
  event.preventDefault();
  void confirmLeaving().then((isLeaving) => {
    if (!isLeaving) return;
    if (path === undefined || !isConnected) window.location.assign(link.href);
    else channel.tell({ event: "navigate", path });
  });
});
window.addEventListener("beforeunload", (event) => {
  if (bar) event.preventDefault();
});

/** `open("shopify://admin/…")`, addresses of the real admin, and whatever the app opens at the top. */
async function open({ url, target }: { url: string; target: string }): Promise<void> {
  const admin = /^shopify:\/*admin(\/.*)$/i.exec(url)?.[1];
  const destination = admin
    ? config.base + admin
    : url.startsWith(config.adminUrl)
      ? config.base + url.slice(config.adminUrl.length)
      : url;
  if (target === "_blank" || target === "_new") {
    window.open(destination, "_blank", "noreferrer");
    return;
  }
  if (await confirmLeaving()) window.location.assign(destination);
}

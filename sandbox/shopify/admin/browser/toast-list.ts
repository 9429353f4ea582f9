import type { Toast } from "../../app-bridge/protocol.ts";

/** Toasts at the foot of the app. */
export function createToastList(
  list: HTMLElement,
  told: (id: string, kind: "action" | "dismissed") => void,
) {
  const shown = new Map<string, HTMLElement>();
  const hide = (id: string) => {
    const toast = shown.get(id);
    if (!toast) return;
    toast.remove();
    shown.delete(id);
    told(id, "dismissed");
  };
  return {
    hide,
    show(toast: Toast): void {
      const element = document.createElement("div");
      element.className = toast.isError ? "toast error" : "toast";
      const text = document.createElement("span");
      text.textContent = toast.message;
      element.append(text);
      if (toast.action) {
        const action = document.createElement("button");
        action.type = "button";
        action.textContent = toast.action;
        action.addEventListener("click", () => {
          told(toast.id, "action");
          hide(toast.id);
        });
        element.append(action);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "×";
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => hide(toast.id));
      element.append(close);
      list.append(element);
      shown.set(toast.id, element);
      window.setTimeout(() => hide(toast.id), toast.duration);
    },
  };
}

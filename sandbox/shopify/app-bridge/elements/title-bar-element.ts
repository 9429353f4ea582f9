import type { HostChannel } from "../host-channel.ts";
import type { TitleBar } from "../protocol.ts";

/** The buttons and links of a title bar, sections opened up. */
export function titleActions(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>("button, a")];
}

/** `<ui-title-bar>`: title and actions are drawn by the host, or by the modal that it stands in. */
export function defineTitleBarElement(host: HostChannel): void {
  let shown: TitleBarElement | null = null;
  const showOnly = (element: TitleBarElement | null) => {
    shown = element;
  };

  class TitleBarElement extends HTMLElement {
    #observer: MutationObserver | null = null;

    connectedCallback(): void {
      this.style.display = "none";
      if (this.closest("ui-modal")) return;
      showOnly(this);
      const tell = () => void host.call("titleBar", this.#state());
      this.#observer = new MutationObserver(tell);
      this.#observer.observe(this, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      });
      tell();
    }

    disconnectedCallback(): void {
      this.#observer?.disconnect();
      if (shown !== this) return;
      showOnly(null);
      void host.call("titleBar", { title: "", actions: [] } satisfies TitleBar);
    }

    #state(): TitleBar {
      return {
        title: this.getAttribute("title") ?? "",
        actions: titleActions(this).map((action) => ({
          label: action.textContent?.trim() ?? "",
          isPrimary: action.getAttribute("variant") === "primary",
          isDisabled: action.hasAttribute("disabled"),
        })),
      };
    }
  }
  host.on("titleAction", ({ index }) => {
    if (shown) titleActions(shown)[index]?.click();
  });
  customElements.define("ui-title-bar", TitleBarElement);
}

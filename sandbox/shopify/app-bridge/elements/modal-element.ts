import { titleActions } from "./title-bar-element.ts";

const widths: Record<string, string> = {
  small: "24rem",
  base: "38rem",
  large: "58rem",
  max: "96vw",
};

export type Modals = {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
};

/**
 * `<ui-modal>`: title and buttons come from the title bar inside it. Shopify draws a modal above its whole admin; the
 * stand-in draws it inside the app's frame.
 */
export function defineModalElement(): Modals {
  class ModalElement extends HTMLElement {
    #dialog: HTMLDialogElement | null = null;
    readonly content: HTMLDivElement = document.createElement("div");

    connectedCallback(): void {
      this.style.display = "none";
    }

    disconnectedCallback(): void {
      this.#dialog?.remove();
      this.#dialog = null;
    }

    get variant(): string {
      return this.getAttribute("variant") ?? "base";
    }

    show(): Promise<void> {
      if (this.#dialog?.open) return Promise.resolve();
      this.#dialog ??= this.#build();
      document.body.append(this.#dialog);
      this.#dialog.showModal();
      this.dispatchEvent(new Event("show"));
      return Promise.resolve();
    }

    hide(): Promise<void> {
      this.#dialog?.close();
      return Promise.resolve();
    }

    toggle(): Promise<void> {
      return this.#dialog?.open ? this.hide() : this.show();
    }

    #build(): HTMLDialogElement {
      const titleBar = this.querySelector("ui-title-bar");
      const dialog = document.createElement("dialog");
      dialog.style.cssText = `width:min(${widths[this.variant] ?? widths.base},calc(100vw - 2rem));padding:0;border:0;border-radius:12px;box-shadow:0 8px 40px #0005;font:inherit`;
      const header = document.createElement("header");
      header.style.cssText =
        "display:flex;justify-content:space-between;align-items:center;gap:1rem;padding:.8rem 1rem;background:#f3f3f3;font-weight:650";
      const title = document.createElement("span");
      title.id = `modal-title-${Math.random().toString(36).slice(2)}`;
      title.textContent = titleBar?.getAttribute("title") ?? "";
      dialog.setAttribute("aria-labelledby", title.id);
      const close = button("×", false, () => void this.hide());
      close.setAttribute("aria-label", "Close");
      header.append(title, close);
      // Without React, what stands in the element itself is the content.
      if (this.content.childNodes.length === 0) {
        const own = [...this.childNodes].filter(
          (node) => node !== titleBar && node.textContent?.trim() !== "",
        );
        if (!this.querySelector(":scope > div:empty")) this.content.append(...own);
      }
      const footer = document.createElement("footer");
      footer.style.cssText =
        "display:flex;flex-wrap:wrap;justify-content:flex-end;gap:.5rem;padding:.8rem 1rem;border-top:1px solid #ddd";
      for (const action of titleBar ? titleActions(titleBar) : []) {
        const isPrimary = action.getAttribute("variant") === "primary";
        footer.append(button(action.textContent ?? "", isPrimary, () => action.click()));
      }
      dialog.append(header, this.content, footer);
      dialog.addEventListener("close", () => {
        this.#dialog?.remove();
        this.#dialog = null;
        this.dispatchEvent(new Event("hide"));
      });
      return dialog;
    }
  }
  customElements.define("ui-modal", ModalElement);

  const find = (id: string): ModalElement => {
    const element = document.getElementById(id);
    if (!(element instanceof ModalElement)) throw new Error(`There is no modal with the id ${id}.`);
    return element;
  };
  return {
    show: async (id) => find(id).show(),
    hide: async (id) => find(id).hide(),
    toggle: async (id) => find(id).toggle(),
  };
}

function button(label: string, isPrimary: boolean, press: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = label;
  element.style.cssText = `font:inherit;padding:.4rem .9rem;border-radius:8px;border:1px solid #8a8a8a;cursor:pointer;${
    isPrimary ? "background:#303030;color:#fff" : "background:#fff;color:#303030"
  }`;
  element.addEventListener("click", press);
  return element;
}

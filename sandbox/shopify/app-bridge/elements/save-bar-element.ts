import type { SaveBars } from "../save-bars.ts";

const isOn = (element: Element | null, attribute: string): boolean => {
  const value = element?.getAttribute(attribute);
  return value !== null && value !== undefined && value !== "false";
};

let unnamed = 0;

/** `<ui-save-bar>`: its buttons stay hidden here and are drawn by the host. */
export function defineSaveBarElement(saveBars: SaveBars): void {
  class SaveBarElement extends HTMLElement {
    #barId = "";
    #observer: MutationObserver | null = null;

    connectedCallback(): void {
      this.style.display = "none";
      this.#barId = this.id || `save-bar-${++unnamed}`;
      const primary = () => this.querySelector<HTMLButtonElement>('button[variant="primary"]');
      const other = () => this.querySelector<HTMLButtonElement>('button:not([variant="primary"])');
      saveBars.register(this.#barId, {
        state: () => ({
          isSaveDisabled: isOn(primary(), "disabled"),
          isDiscardDisabled: isOn(other(), "disabled"),
          isLoading: isOn(primary(), "loading"),
          confirmsDiscard: isOn(this, "discardconfirmation") || isOn(this, "discard-confirmation"),
        }),
        save: () => primary()?.click(),
        discard: () => other()?.click(),
        changed: (isShown) => this.dispatchEvent(new Event(isShown ? "show" : "hide")),
      });
      this.#observer = new MutationObserver(() => saveBars.refresh(this.#barId));
      this.#observer.observe(this, { attributes: true, childList: true, subtree: true });
    }

    disconnectedCallback(): void {
      this.#observer?.disconnect();
      saveBars.unregister(this.#barId);
    }

    get showing(): boolean {
      return saveBars.isShown(this.#barId);
    }

    show(): Promise<void> {
      return saveBars.show(this.#barId);
    }

    hide(): Promise<void> {
      return saveBars.hide(this.#barId);
    }

    toggle(): Promise<void> {
      return saveBars.toggle(this.#barId);
    }
  }
  customElements.define("ui-save-bar", SaveBarElement);
}

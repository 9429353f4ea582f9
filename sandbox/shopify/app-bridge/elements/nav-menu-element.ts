import type { HostChannel } from "../host-channel.ts";
import type { NavMenu } from "../protocol.ts";

/** `<ui-nav-menu>` and `<s-app-nav>`: the links are drawn by the host, beside the app's name. */
export function defineNavMenuElement(host: HostChannel): void {
  class NavMenuElement extends HTMLElement {
    #observer: MutationObserver | null = null;

    connectedCallback(): void {
      this.style.display = "none";
      const tell = () => void host.call("navMenu", this.#menu());
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
      void host.call("navMenu", { home: null, items: [] } satisfies NavMenu);
    }

    /** The home link has no item of its own: it is where the app's name leads. */
    #menu(): NavMenu {
      const links = [...this.querySelectorAll("[href]")];
      const isHome = (link: Element) => link.getAttribute("rel") === "home";
      return {
        home: links.find(isHome)?.getAttribute("href") ?? null,
        items: links
          .filter((link) => !isHome(link))
          .map((link) => ({
            label: link.textContent?.trim() ?? "",
            href: link.getAttribute("href") ?? "/",
          })),
      };
    }
  }
  customElements.define("ui-nav-menu", NavMenuElement);
  customElements.define("s-app-nav", class extends NavMenuElement {});
}

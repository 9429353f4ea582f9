type Draw = (attribute: (name: string) => string, element: HTMLElement) => string;

const escape = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const gaps: Record<string, string> = { none: "0", small: "8px", base: "12px", large: "20px" };

/** A simple drawing of each of Shopify's web components that our extensions use: its shadow's markup, by its attributes. */
const drawings: Record<string, Draw> = {
  "s-section": (of) => heading(of("heading")) + "<div class='section'><slot></slot></div>",
  "s-admin-block": (of) =>
    heading(of("heading") || of("title")) + "<div class='section'><slot></slot></div>",
  "s-admin-action": (of) =>
    `${heading(of("heading"))}<div class="section"><slot></slot></div>
     <div class="actions"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div>`,
  "s-stack": (of) => {
    const gap = gaps[of("gap")] ?? "0";
    const direction = of("direction") === "inline" ? "row" : "column";
    const align = of("alignitems") || (direction === "row" ? "center" : "flex-start");
    return `<div style="display:flex;flex-wrap:wrap;flex-direction:${direction};gap:${gap};align-items:${align}"><slot></slot></div>`;
  },
  "s-text": () => "<slot></slot>",
  "s-paragraph": () => "<p><slot></slot></p>",
  "s-heading": () => "<h3><slot></slot></h3>",
  "s-badge": (of) => `<span class="badge ${escape(of("tone"))}"><slot></slot></span>`,
  "s-spinner": (of) =>
    `<span class="spinner" role="status">${escape(of("accessibilitylabel"))}…</span>`,
  "s-divider": () => "<hr>",
  "s-banner": (of) =>
    `<div class="banner ${escape(of("tone"))}" role="${of("tone") === "critical" ? "alert" : "status"}">${heading(of("heading"))}<slot></slot></div>`,
  "s-button": (of, element) => {
    const label = of("accessibilitylabel");
    const aria = label ? ` aria-label="${escape(label)}"` : "";
    const look = `class="${escape(`${of("variant")} ${of("tone")}`)}"`;
    // The page around leads to the app's own pages.
    const url = of("href").replace(/^app:/, `${element.ownerDocument.body.dataset.app ?? ""}/`);
    if (url) {
      const target =
        of("target") === "_blank" ? ' target="_blank" rel="noopener"' : ' target="_top"';
      return `<a ${look} href="${escape(url)}"${target}${aria}><slot></slot></a>`;
    }
    const isOff = element.hasAttribute("disabled") || element.hasAttribute("loading");
    return `<button type="button" ${look}${aria}${isOff ? " disabled" : ""}><slot></slot></button>`;
  },
  "s-link": (of) =>
    `<a href="${escape(of("href"))}" target="_blank" rel="noopener"><slot></slot></a>`,
};

const heading = (text: string) => (text ? `<h2>${escape(text)}</h2>` : "");

const style = `<style>
  :host { display: block; } :host(s-text), :host(s-badge), :host(s-button) { display: inline-block; }
  h2 { font-size: 16px; margin: 0 0 8px; } h3 { font-size: 14px; margin: 0; } p { margin: 0; }
  .actions { display: flex; gap: 8px; justify-content: flex-end; margin-top: 16px; }
  a[class], button { font: inherit; padding: 8px 14px; border-radius: 8px; border: 1px solid #8a8a8a; background: #fff;
    color: #1a1a1a; text-decoration: none; display: inline-block; cursor: pointer; }
  .primary { background: #1a1a1a !important; color: #fff !important; border-color: #1a1a1a; } .critical { color: #8e0b21; }
  button:disabled { opacity: .6; } .badge { background: #e0f2e4; color: #0c5132; border-radius: 8px; padding: 2px 8px; }
  .badge.neutral, .badge.info { background: #ebebeb; color: #303030; } .badge.warning { background: #ffe6b8; color: #4f3700; }
  .banner { border: 1px solid #c9a227; background: #fff8e5; border-radius: 8px; padding: 12px; }
  .banner.success { border-color: #29845a; background: #eaf7ef; } .banner.critical { border-color: #8e0b21; background: #fee9e8; }
</style>`;

/** A field, whose value the extension reads from the element itself, as in Shopify's. */
class TextField extends HTMLElement {
  #input = document.createElement("input");
  get value() {
    return this.#input.value;
  }
  set value(value: string) {
    this.#input.value = value;
  }
  connectedCallback() {
    const label = document.createElement("label");
    label.append(this.getAttribute("label") ?? "", document.createElement("br"), this.#input);
    this.attachShadow({ mode: "open" }).append(label);
  }
}

/** Defines the components. One that is not drawn here is an error that says so, never an empty place. */
export function defineElements(): void {
  customElements.define("s-text-field", TextField);
  for (const [name, draw] of Object.entries(drawings)) {
    customElements.define(
      name,
      class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({ mode: "open" });
          this.drawShadow();
          new MutationObserver(() => this.drawShadow()).observe(this, { attributes: true });
        }
        drawShadow() {
          const of = (attribute: string) => this.getAttribute(attribute) ?? "";
          if (this.shadowRoot) this.shadowRoot.innerHTML = style + draw(of, this);
        }
      },
    );
  }
  new MutationObserver(() => {
    const unknown = [...document.body.querySelectorAll("*")].find(
      ({ localName }) => localName.startsWith("s-") && !customElements.get(localName),
    );
    if (unknown) throw new Error(`The stand-in does not draw <${unknown.localName}> yet.`);
  }).observe(document.body, { childList: true, subtree: true });
}

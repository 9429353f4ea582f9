import { html } from "../../http/html.ts";
import { readThemeExtensions } from "../../storefront/theme-extension.ts";
import type { Simulation } from "../../simulation.ts";
import type { Shell } from "../admin-shell.ts";
import { card, page, postButton, table } from "./page.ts";

/** The app's installation, and the webhooks that it was sent. */
export function appsPage(simulation: Simulation, shell: Shell): string {
  const { words, shop, base } = shell;
  const deliveries = simulation.webhooks
    .deliveries()
    .filter((delivery) => delivery.shop === shop.domain)
    .toReversed()
    .slice(0, 50);
  return page(shell, words.apps, [
    card(html`
      <h2>${shell.appName}</h2>
      <p>${shop.installation ? words.installed : words.notInstalled}</p>
      <p class="muted">${words.scopes}: ${(shop.installation?.scopes ?? []).join(", ")}</p>
      ${
        shop.installation
          ? html`<p><a class="button primary" href="${shell.appPath}">${words.openApp}</a></p>
              ${postButton(`${base}/apps/expire-tokens`, words.expireTokens)}
              ${postButton(`${base}/apps/uninstall`, words.uninstall, null, "critical")}`
          : postButton(`${base}/apps/install`, words.install, null, "primary")
      }
    `),
    table(
      shell,
      ["topic", words.attempts, words.state, ""],
      deliveries.map((delivery) => [
        delivery.topic,
        delivery.attempts.join(", "),
        delivery.state,
        postButton(`${base}/apps/webhooks/${delivery.id}`, words.again),
      ]),
      words.webhooks,
    ),
  ]);
}

/** What a merchant sees who opens an app that is not installed. */
export function installPage(simulation: Simulation, shell: Shell): string {
  const { words } = shell;
  return page(shell, shell.appName, [
    card(html`
      <p>${words.installLead}</p>
      <ul>
        ${simulation.config().scopes.map((scope) => html`<li>${scope}</li>`)}
      </ul>
      ${postButton(`${shell.base}/apps/install`, words.install, null, "primary")}
    `),
  ]);
}

/** The theme editor, as far as the app's blocks go. */
export function themePage(simulation: Simulation, shell: Shell): string {
  const { words, shop, base } = shell;
  const rows = readThemeExtensions(simulation.app.extensionsDir)
    .flatMap((extension) => extension.blocks)
    .map((block) => {
      const isHidden = shop.settings.hiddenBlocks.includes(block.handle);
      return [
        block.name,
        block.target,
        isHidden ? words.hidden : words.shown,
        postButton(
          `${base}/themes/current/blocks/${block.handle}`,
          isHidden ? words.show : words.hide,
        ),
      ];
    });
  return page(shell, words.theme, [
    card(html`<p>${words.themeLead}</p>`),
    table(shell, [words.name, "", words.state, ""], rows),
  ]);
}

export function productsPage(shell: Shell): string {
  const { words, shop, base } = shell;
  const rows = [...shop.products.values()].flatMap((product) =>
    product.variants.map((variant) => [
      html`<a href="${shell.storefront}/products/${product.handle}" target="_blank" rel="noreferrer"
        >${product.title}</a
      >`,
      variant.title,
      postButton(
        `${base}/variants/${variant.id}/stock`,
        words.set,
        html`<input
          type="number"
          name="stock"
          value="${variant.stock}"
          aria-label="${words.stock}: ${product.title} ${variant.title}"
        />`,
      ),
    ]),
  );
  return page(shell, words.products, [table(shell, [words.products, "", words.stock], rows)]);
}

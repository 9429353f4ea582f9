import type { ShopState } from "../state/shop-state.ts";
import type { Simulation } from "../simulation.ts";
import { createLiquidEngine } from "./liquid-engine.ts";
import type { Scope } from "./liquid-scope.ts";
import { readThemeExtensions } from "./theme-extension.ts";
import type { ThemeBlock, ThemeExtension } from "./theme-extension.ts";

/** Templates on which this theme has a place for app blocks. */
const templatesWithSections = ["index", "product", "customers/account"];

export type RenderedBlocks = { head: string; body: string; section: string };

/**
 * The app's blocks and embeds as the merchant has placed them: embeds on every page, app blocks on the home, product and
 * account page, all but those in `hiddenBlocks`, with the settings of their schema under the merchant's own.
 */
export async function renderAppBlocks(
  simulation: Simulation,
  shop: ShopState,
  template: string,
  scope: Scope,
): Promise<RenderedBlocks> {
  const rendered: RenderedBlocks = { head: "", body: "", section: "" };
  if (!shop.installation) return rendered;
  for (const extension of readThemeExtensions(simulation.app.extensionsDir)) {
    const engine = createLiquidEngine({
      root: [extension.folder],
      translations: extension.locales,
      assetBase: `/cdn/extensions/${extension.handle}/assets`,
    });
    for (const block of extension.blocks) {
      if (!isShown(shop, block, template)) continue;
      if (
        block.available_if &&
        isBlank(String(await engine.parseAndRender(block.available_if, scope)))
      ) {
        continue;
      }
      const place = block.target === "compliance_head" ? "head" : block.target;
      rendered[place] += await renderBlock(extension, block, engine, shop, scope);
    }
  }
  return rendered;
}

function isShown(shop: ShopState, block: ThemeBlock, template: string): boolean {
  if (shop.settings.hiddenBlocks.includes(block.handle)) return false;
  const onlyOn = block.enabled_on?.templates;
  if (onlyOn && !onlyOn.includes("*") && !onlyOn.includes(template)) return false;
  if (block.disabled_on?.templates?.includes(template)) return false;
  return block.target !== "section" || templatesWithSections.includes(template);
}

const isBlank = (text: string): boolean => ["", "false"].includes(text.trim());

async function renderBlock(
  extension: ThemeExtension,
  block: ThemeBlock,
  engine: ReturnType<typeof createLiquidEngine>,
  shop: ShopState,
  scope: Scope,
): Promise<string> {
  const id = `${extension.handle}-${block.handle}`;
  const settings = { ...block.defaults, ...shop.settings.blockSettings[block.handle] };
  const inner = (await engine.parseAndRender(block.source, {
    ...scope,
    block: { id, type: block.handle, settings, shopify_attributes: "" },
  })) as string;
  const assets = `/cdn/extensions/${extension.handle}/assets`;
  const style = block.stylesheet
    ? `<link rel="stylesheet" href="${assets}/${block.stylesheet}">`
    : "";
  const script = block.javascript
    ? `<script src="${assets}/${block.javascript}" defer></script>`
    : "";
  if (block.target === "head" || block.target === "compliance_head") {
    return `${style}${inner}${script}`;
  }
  const kind = block.target === "body" ? "shopify-app-embed" : "shopify-app-block";
  return `${style}<div id="shopify-block-${id}" class="shopify-block ${kind}">${inner}</div>${script}`;
}

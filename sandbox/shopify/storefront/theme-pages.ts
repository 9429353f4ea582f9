import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Request, Response } from "express";

import type { ShopState } from "../state/shop-state.ts";
import { storefrontOf } from "../simulation.ts";
import type { Simulation } from "../simulation.ts";
import { createLiquidEngine } from "./liquid-engine.ts";
import { liquidScope } from "./liquid-scope.ts";
import type { Scope } from "./liquid-scope.ts";
import { renderAppBlocks } from "./theme-blocks.ts";
import type { RenderedBlocks } from "./theme-blocks.ts";
import type { Visits } from "./visits.ts";

const themeFolder = fileURLToPath(new URL("theme", import.meta.url));

export type ThemePages = {
  /** A template of the theme in its layout, with the app's blocks. */
  page(request: Request, response: Response, template: string, more?: Scope): Promise<string>;
  /** Liquid that the app has sent, in the layout unless it says `{% layout none %}`. */
  liquid(request: Request, response: Response, source: string): Promise<string>;
  notFound(request: Request, response: Response): Promise<string>;
};

export function createThemePages(
  simulation: Simulation,
  shop: ShopState,
  visits: Visits,
): ThemePages {
  const words = (locale: string) =>
    JSON.parse(readFileSync(`${themeFolder}/locales/${locale}.json`, "utf8")) as Record<
      string,
      unknown
    >;
  const engine = createLiquidEngine({
    root: [themeFolder],
    translations: new Map([
      ["ja", words("ja")],
      ["en", words("en")],
    ]),
    assetBase: "/cdn/theme",
  });

  const inLayout = async (
    template: string,
    scope: Scope,
    blocks: RenderedBlocks,
    content: string,
  ): Promise<string> =>
    String(
      await engine.renderFile("layout/theme", {
        ...scope,
        template,
        content_for_header: blocks.head,
        content_for_layout: content,
        content_for_embeds: blocks.body,
      }),
    );
  const scopeOf = (request: Request, response: Response): Scope =>
    liquidScope(shop, visits.of(request, response), request, storefrontOf(simulation, shop));

  const page: ThemePages["page"] = async (request, response, template, more = {}) => {
    const scope = { ...scopeOf(request, response), ...more };
    const blocks = await renderAppBlocks(simulation, shop, template, scope);
    // A template draws the app blocks where it has a section for them.
    const withBlocks = { ...scope, app_blocks: blocks.section };
    const content = String(await engine.renderFile(`templates/${template}`, withBlocks));
    return inLayout(template, scope, blocks, content);
  };
  return {
    page,
    notFound: (request, response) => page(request, response, "404"),
    async liquid(request, response, source) {
      const scope = scopeOf(request, response);
      const withoutLayout = /\{%-?\s*layout\s+none\s*-?%\}/;
      const content = String(await engine.parseAndRender(source.replace(withoutLayout, ""), scope));
      if (withoutLayout.test(source)) return content;
      const blocks = await renderAppBlocks(simulation, shop, "app-proxy", scope);
      return inLayout("app-proxy", scope, blocks, content);
    },
  };
}

import type { Request, Response } from "express";

import type { ShopState } from "../state/shop-state.ts";
import { storefrontOf } from "../simulation.ts";
import type { Simulation } from "../simulation.ts";
import { adminWords } from "./admin-words.ts";
import type { AdminLocale } from "./admin-words.ts";
import type { Shell } from "./admin-shell.ts";

/** The shop that `/store/{name}` names. */
export function shopOfRequest(simulation: Simulation, request: Request): ShopState | null {
  return simulation.shops.get(`${String(request.params.store)}.myshopify.com`) ?? null;
}

/** What every page of the admin needs; `?locale=` switches the language, a cookie keeps it. */
export function shellOf(
  simulation: Simulation,
  shop: ShopState,
  request: Request,
  response: Response,
): Shell {
  const locale = localeOf(request, response);
  const base = `/store/${shop.domain.split(".")[0]}`;
  return {
    shop,
    locale,
    words: adminWords(locale),
    appName: simulation.config().name,
    base,
    appPath: `${base}/apps/${simulation.app.apiKey}`,
    storefront: storefrontOf(simulation, shop),
    path: request.path,
  };
}

const localeCookie = "standin_admin_locale";

function localeOf(request: Request, response: Response): AdminLocale {
  const { locale } = request.query;
  if (locale === "ja" || locale === "en") {
    response.cookie(localeCookie, locale, { sameSite: "lax", path: "/" });
    return locale;
  }
  return request.get("cookie")?.includes(`${localeCookie}=en`) ? "en" : "ja";
}

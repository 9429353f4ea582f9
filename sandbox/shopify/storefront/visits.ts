import type { Request, Response } from "express";

import { newToken } from "../state/ids.ts";
import type { Cart } from "../state/purchases.ts";
import type { Customer, ShopState } from "../state/shop-state.ts";

export type Locale = "ja" | "en";

/** One browser on one shop's online store. */
export type Visit = {
  /** Who is logged in to the online store */
  customerId: number | null;
  /** Who is logged in to the customer accounts, on Shopify's own domain */
  accountCustomerId: number | null;
  cartToken: string | null;
  locale: Locale;
  /** Codes of discount links that wait for a cart. */
  discountCodes: string[];
};

export type Visits = {
  /** The browser's visit, begun and remembered by a cookie when it is new. `?locale=` switches its language. */
  of(request: Request, response: Response): Visit;
};

/** Visits of one shop. Cookies know no ports, so the cookie carries the shop's name. */
export function createVisits(shop: ShopState): Visits {
  const visits = new Map<string, Visit>();
  const cookie = `standin_${shop.domain.split(".")[0]!.replaceAll("-", "_")}`;
  return {
    of(request, response) {
      const id = readCookie(request, cookie);
      let visit = id ? visits.get(id) : undefined;
      if (!visit) {
        const begun = newToken();
        visit = {
          customerId: null,
          accountCustomerId: null,
          cartToken: null,
          locale: "ja",
          discountCodes: [],
        };
        visits.set(begun, visit);
        response.cookie(cookie, begun, { httpOnly: true, sameSite: "lax", path: "/" });
      }
      const { locale } = request.query;
      if (typeof locale === "string" && /^(ja|en)/.test(locale)) {
        visit.locale = locale.slice(0, 2) as Locale;
      }
      return visit;
    },
  };
}

export function customerOf(shop: ShopState, visit: Visit): Customer | null {
  return visit.customerId === null ? null : (shop.customers.get(visit.customerId) ?? null);
}

/** The visit's cart, or an empty one that is not kept until something is put in. */
export function cartOf(shop: ShopState, visit: Visit): Cart {
  const kept = visit.cartToken ? shop.carts.get(visit.cartToken) : undefined;
  return (
    kept ?? {
      token: newToken(),
      lines: [],
      discountCodes: visit.discountCodes,
      note: null,
      attributes: {},
    }
  );
}

export function keepCart(shop: ShopState, visit: Visit, cart: Cart): void {
  shop.carts.set(cart.token, cart);
  visit.cartToken = cart.token;
}

function readCookie(request: Request, name: string): string | null {
  for (const part of (request.get("cookie") ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value) return value;
  }
  return null;
}

import type { Request } from "express";

import { appNamespace } from "../happenings/metafield-namespace.ts";
import { findVariant, isAvailable } from "../state/find.ts";
import { gid } from "../state/ids.ts";
import type { Cart } from "../state/purchases.ts";
import type { Customer, Metafield, Product, ShopState, Variant } from "../state/shop-state.ts";
import { fullName } from "../webhooks/payloads/address-payload.ts";
import type { Visit } from "./visits.ts";
import { cartOf, customerOf } from "./visits.ts";

export type Scope = Record<string, unknown>;

/** The objects that Shopify gives to every template: shop, customer, cart, request, routes and so on. */
export function liquidScope(
  shop: ShopState,
  visit: Visit,
  request: Request,
  storefront: string,
): Scope {
  const customer = customerOf(shop, visit);
  const host = new URL(storefront).host;
  return {
    shop: {
      id: shop.id,
      name: shop.name,
      email: shop.email,
      currency: shop.currency,
      domain: host,
      permanent_domain: shop.domain,
      url: storefront,
      secure_url: storefront,
      locale: "ja",
      customer_accounts_enabled: true,
      customer_accounts_optional: true,
      money_format: "¥{{amount_no_decimals}}",
      metafields: metafieldsOf(shop, gid("Shop", shop.id)),
    },
    customer: customer ? customerDrop(shop, customer) : null,
    cart: cartDrop(shop, cartOf(shop, visit)),
    app: {
      metafields: metafieldsOf(shop, gid("AppInstallation", shop.installation?.id ?? 0)),
    },
    request: {
      host,
      origin: storefront,
      path: request.path,
      locale: { iso_code: visit.locale, name: visit.locale, primary: visit.locale === "ja" },
      design_mode: false,
    },
    localization: {
      language: { iso_code: visit.locale },
      country: { iso_code: "JP", currency: { iso_code: shop.currency } },
      available_languages: [{ iso_code: "ja" }, { iso_code: "en" }],
    },
    routes: {
      root_url: "/",
      cart_url: "/cart",
      cart_add_url: "/cart/add",
      cart_change_url: "/cart/change",
      account_url: "/account",
      account_login_url: "/customer_authentication/login",
      storefront_login_url: "/customer_authentication/login",
      account_logout_url: "/account/logout",
      account_register_url: "/customer_authentication/login",
      all_products_collection_url: "/collections/all",
      search_url: "/search",
    },
  };
}

/** Prices in Liquid are in hundredths of the currency, for yen too. */
const hundredths = (yen: number): number => yen * 100;

export function productDrop(product: Product) {
  const variants = product.variants.map((variant) => variantDrop(product, variant));
  const prices = product.variants.map((variant) => variant.price);
  const image = imageDrop(product);
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    description: product.descriptionHtml,
    type: product.productType,
    vendor: product.vendor,
    tags: product.tags,
    url: `/products/${product.handle}`,
    available: product.variants.some(isAvailable),
    featured_image: image,
    images: [image],
    price: hundredths(Math.min(...prices)),
    price_min: hundredths(Math.min(...prices)),
    price_max: hundredths(Math.max(...prices)),
    price_varies: new Set(prices).size > 1,
    has_only_default_variant: product.variants.length === 1,
    variants,
    selected_or_first_available_variant: variants.find((each) => each.available) ?? variants[0],
  };
}

function variantDrop(product: Product, variant: Variant) {
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    price: hundredths(variant.price),
    available: isAvailable(variant),
    inventory_quantity: variant.stock,
    url: `/products/${product.handle}?variant=${variant.id}`,
  };
}

const imageDrop = (product: Product) => ({
  src: `/cdn/shop/files/${product.image.file}`,
  alt: product.image.alt,
  width: 1_024,
  height: 1_024,
});

function cartDrop(shop: ShopState, cart: Cart) {
  const items = cart.lines.flatMap((line) => {
    const found = findVariant(shop, line.variantId);
    if (!found) return [];
    const { product, variant } = found;
    return [
      {
        key: line.key,
        id: variant.id,
        variant_id: variant.id,
        product_id: product.id,
        quantity: line.quantity,
        title: product.title,
        product_title: product.title,
        variant_title: variant.title === "Default Title" ? null : variant.title,
        url: `/products/${product.handle}?variant=${variant.id}`,
        image: imageDrop(product),
        price: hundredths(variant.price),
        line_price: hundredths(variant.price * line.quantity),
        max: variant.stock,
      },
    ];
  });
  return {
    token: cart.token,
    note: cart.note,
    attributes: cart.attributes,
    items,
    item_count: items.reduce((sum, item) => sum + item.quantity, 0),
    total_price: items.reduce((sum, item) => sum + item.line_price, 0),
    discount_codes: cart.discountCodes.map((code) => ({ code, applicable: true })),
    currency: { iso_code: shop.currency },
  };
}

function customerDrop(shop: ShopState, customer: Customer) {
  const orders = [...shop.orders.values()].filter((order) => order.customerId === customer.id);
  return {
    id: customer.id,
    email: customer.email,
    phone: customer.phone,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: fullName(customer.firstName, customer.lastName),
    has_account: customer.state === "enabled",
    tags: customer.tags,
    orders_count: orders.length,
    total_spent: hundredths(orders.reduce((sum, order) => sum + order.totals.total, 0)),
    orders: orders.map((order) => ({
      name: order.name,
      total_price: hundredths(order.totals.total),
      financial_status: order.financialStatus,
      cancelled: order.cancelledAt !== null,
      customer_url: `/${shop.id}/orders/${order.token}/authenticate?key=${order.statusKey}`,
      created_at: new Date(order.createdAt).toISOString(),
    })),
    metafields: metafieldsOf(shop, gid("Customer", customer.id)),
  };
}

/** Metafields by namespace and key; the app's own under `$app`, `app` and their resolved name alike. */
function metafieldsOf(shop: ShopState, ownerId: string) {
  const namespaces: Record<string, Record<string, { type: string; value: unknown }>> = {};
  for (const metafield of shop.metafields.get(ownerId) ?? []) {
    const names =
      metafield.namespace === appNamespace
        ? [appNamespace, "$app", "app"]
        : [metafield.namespace, metafield.namespace.replace(`${appNamespace}--`, "$app:")];
    for (const name of names) {
      namespaces[name] ??= {};
      namespaces[name][metafield.key] = { type: metafield.type, value: liquidValue(metafield) };
    }
  }
  return namespaces;
}

function liquidValue({ type, value }: Metafield): unknown {
  return /^(boolean|number_integer|number_decimal|json)$/.test(type) ? JSON.parse(value) : value;
}

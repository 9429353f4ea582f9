import { html, raw } from "../../http/html.ts";
import type { Html } from "../../http/html.ts";
import type { Checkout, Order, PurchaseLine, Totals } from "../../state/purchases.ts";
import type { Customer, Product, ShopState } from "../../state/shop-state.ts";
import { totalsOf } from "../../state/totals.ts";
import type { Locale } from "../visits.ts";
import { wordsOf } from "./checkout-words.ts";
import type { CheckoutWords } from "./checkout-words.ts";

const yen = (amount: number): string => `¥${amount.toLocaleString("en-US")}`;

/** A page of the checkout, which on Shopify is not the theme's. */
export function checkoutShell(
  shop: ShopState,
  locale: Locale,
  title: string,
  content: Html,
): string {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${shop.name}</title>
        <link rel="stylesheet" href="/cdn/fonts/400.css" />
        <link rel="stylesheet" href="/cdn/fonts/700.css" />
        <link rel="stylesheet" href="/cdn/theme/theme.css" />
      </head>
      <body>
        <header class="header">
          <a class="brand" href="/"><span class="knot" aria-hidden="true"></span>${shop.name}</a>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.html;
}

/** The open checkout: contact, delivery, items, discount, payment. */
export function checkoutPage(
  shop: ShopState,
  checkout: Checkout,
  customer: Customer | null,
  locale: Locale,
): string {
  const words = wordsOf(locale);
  const base = `/checkouts/${checkout.token}`;
  const totals = totalsOf(checkout.lines, checkout.discountCodes, shop.discounts);
  const content =
    checkout.lines.length === 0
      ? html`<p>${words.empty}</p>
          <p><a class="button" href="/">${words.backToShop}</a></p>`
      : html`
          ${contactForm(base, checkout, customer, words)} ${deliveryForm(base, checkout, words)}
          ${itemsForm(base, shop, checkout.lines, words)} ${discountForm(base, checkout, words)}
          ${totalsTable(totals, words)} ${paymentForm(base, checkout, words)}
          <p><a href="/cart">${words.backToCart}</a></p>
        `;
  return checkoutShell(shop, locale, words.checkout, content);
}

function contactForm(
  base: string,
  checkout: Checkout,
  customer: Customer | null,
  words: CheckoutWords,
) {
  if (customer) {
    return html`<section>
      <h2>${words.contact}</h2>
      <p>${customer.email} <span class="muted">${words.loggedInAs}</span></p>
    </section>`;
  }
  return html`<form method="post" action="${base}/contact">
    <h2>${words.contact}</h2>
    ${field("email", words.email, checkout.email, 'type="email" autocomplete="email" required')}
    <button class="button plain">${words.save}</button>
  </form>`;
}

function deliveryForm(base: string, checkout: Checkout, words: CheckoutWords) {
  const address = checkout.shippingAddress;
  return html`<form method="post" action="${base}/address">
    <h2>${words.delivery}</h2>
    ${field("last_name", words.lastName, address?.lastName, 'required autocomplete="family-name"')}
    ${field("first_name", words.firstName, address?.firstName, 'autocomplete="given-name"')}
    ${field("zip", words.zip, address?.zip, 'required autocomplete="postal-code" inputmode="numeric"')}
    ${field("city", words.city, address?.city, 'required autocomplete="address-level2"')}
    ${field("address1", words.address1, address?.address1, 'required autocomplete="address-line1"')}
    ${field("phone", words.phone, address?.phone, 'type="tel" autocomplete="tel"')}
    <button class="button plain">${words.save}</button>
  </form>`;
}

function field(name: string, label: string, value: string | null | undefined, attributes: string) {
  return html`<label class="field"
    >${label} <input name="${name}" value="${value ?? ""}" ${raw(attributes)}
  /></label>`;
}

function itemsForm(
  base: string,
  shop: ShopState,
  lines: readonly PurchaseLine[],
  words: CheckoutWords,
) {
  return html`<form method="post" action="${base}/lines">
    <h2>${words.items}</h2>
    <ul class="lines">
      ${lines.map((line) =>
        lineItem(
          shop.products.get(line.productId),
          line,
          html`<label class="field"
            >${words.quantity}
            <input type="number" name="${line.key}" value="${line.quantity}" min="0" max="99"
          /></label>`,
        ),
      )}
    </ul>
    <p class="row">
      <button class="button plain">${words.update}</button>
      <button class="button plain" name="empty" value="1">${words.removeAll}</button>
    </p>
  </form>`;
}

function lineItem(product: Product | undefined, line: PurchaseLine, more: Html) {
  return html`<li>
    ${product && html`<img src="/cdn/shop/files/${product.image.file}" alt="" width="160" height="160" />`}
    <div>
      <span>${line.title}</span><span class="muted">${line.variantTitle}</span>
      <span class="price">${yen(line.price * line.quantity)}</span>${more}
    </div>
  </li>`;
}

function discountForm(base: string, checkout: Checkout, words: CheckoutWords) {
  return html`<form method="post" action="${base}/discount" class="row">
    ${field("code", words.discount, checkout.discountCodes.join(","), 'autocomplete="off"')}
    <button class="button plain">${words.apply}</button>
  </form>`;
}

function totalsTable(totals: Totals, words: CheckoutWords) {
  const shipping = totals.shipping === 0 ? words.free : yen(totals.shipping);
  return html`<p>${words.subtotal} ${yen(totals.lines)}</p>
    ${totals.discount > 0 && html`<p>${words.discountAmount} −${yen(totals.discount)}</p>`}
    <p>${words.shipping} ${shipping}</p>
    <p class="total">${words.total} <strong>${yen(totals.total)}</strong></p>`;
}

function paymentForm(base: string, checkout: Checkout, words: CheckoutWords) {
  if (!checkout.email && !checkout.phone) return html`<p role="note">${words.needContact}</p>`;
  return html`<form method="post" action="${base}/pay">
    <h2>${words.payment}</h2>
    <p class="row">
      <button class="button" name="payment" value="card">${words.card}</button>
      <button class="button plain" name="payment" value="konbini">${words.konbini}</button>
      <button class="button plain" name="payment" value="bank">${words.bank}</button>
    </p>
  </form>`;
}

/** The order status page, which is the thank-you page at first. */
export function orderPage(shop: ShopState, order: Order, locale: Locale): string {
  const words = wordsOf(locale);
  const state =
    order.cancelledAt !== null
      ? words.cancelled
      : order.financialStatus === "pending"
        ? words.pending
        : order.financialStatus === "paid"
          ? words.paid
          : words.refunded;
  const content = html`<p>${words.order} <strong>${order.name}</strong> – ${state}</p>
    <ul class="lines">
      ${order.lines.map((line) =>
        lineItem(shop.products.get(line.productId), line, html`<span>× ${line.quantity}</span>`),
      )}
    </ul>
    ${totalsTable(order.totals, words)}
    <p><a class="button" href="/">${words.backToShop}</a></p>`;
  return checkoutShell(shop, locale, words.thanks, content);
}

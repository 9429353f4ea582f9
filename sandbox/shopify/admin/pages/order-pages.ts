import { html } from "../../http/html.ts";
import type { Order } from "../../state/purchases.ts";
import { totalsOf } from "../../state/totals.ts";
import { recoverUrl } from "../../webhooks/payloads/checkout-payload.ts";
import type { Shell } from "../admin-shell.ts";
import { customerName } from "./customer-pages.ts";
import { card, page, postButton, table, time, yen } from "./page.ts";

export function ordersPage(shell: Shell): string {
  const { words, shop, base } = shell;
  const rows = [...shop.orders.values()]
    .toReversed()
    .map((order) => [
      html`<a href="${base}/orders/${order.id}">${order.name}</a>`,
      time(shell, order.createdAt),
      nameOf(shell, order.customerId),
      yen(order.totals.total),
      stateOf(order),
    ]);
  const heads = [words.order, words.created, words.customer, words.total, words.state];
  return page(shell, words.orders, [table(shell, heads, rows)]);
}

export function orderPage(shell: Shell, order: Order): string {
  const { words, base } = shell;
  const path = `${base}/orders/${order.id}`;
  const isRefundable =
    order.financialStatus === "paid" || order.financialStatus === "partially_refunded";
  return page(shell, `${words.order} ${order.name}`, [
    card(
      html`<dl>
        <dt>${words.state}</dt>
        <dd>${stateOf(order)}</dd>
        <dt>${words.customer}</dt>
        <dd>${nameOf(shell, order.customerId)}</dd>
        <dt>${words.created}</dt>
        <dd>${time(shell, order.createdAt)}</dd>
        <dt>${words.total}</dt>
        <dd>${yen(order.totals.total)}</dd>
      </dl>`,
    ),
    table(
      shell,
      [words.items, "", ""],
      order.lines.map((line) => [
        `${line.title} ${line.variantTitle}`,
        `× ${line.quantity}`,
        yen(line.price * line.quantity),
      ]),
    ),
    card(html`
      ${order.financialStatus === "pending" && order.cancelledAt === null && postButton(`${path}/pay`, words.markPaid)}
      ${
        isRefundable &&
        postButton(
          `${path}/refund`,
          words.refund,
          html`<label
            >${words.amount}
            <input
              type="number"
              name="amount"
              min="1"
              max="${order.totals.total}"
              value="${order.totals.total}"
          /></label>`,
        )
      }
      ${order.cancelledAt === null && postButton(`${path}/cancel`, words.cancel, null, "critical")}
    `),
  ]);
}

export function checkoutsPage(shell: Shell): string {
  const { words, shop } = shell;
  const rows = [...shop.checkouts.values()]
    .filter((checkout) => checkout.announced)
    .toReversed()
    .map((checkout) => {
      const totals = totalsOf(checkout.lines, checkout.discountCodes, shop.discounts);
      return [
        `#${checkout.id}`,
        time(shell, checkout.createdAt),
        nameOf(shell, checkout.customerId),
        checkout.lines.map((line) => `${line.title} × ${line.quantity}`).join(", "),
        yen(totals.total),
        checkout.completedAt === null ? words.open : words.completed,
        html`<a
          href="${recoverUrl(shell.storefront, shop, checkout)}"
          target="_blank"
          rel="noreferrer"
          >${words.recover}</a
        >`,
      ];
    });
  const heads = ["", words.created, words.customer, words.items, words.total, words.state, ""];
  return page(shell, words.checkouts, [table(shell, heads, rows)]);
}

function nameOf(shell: Shell, customerId: number | null): string {
  const customer = customerId === null ? null : shell.shop.customers.get(customerId);
  return customer ? customerName(customer) : "–";
}

function stateOf(order: Order): string {
  return order.cancelledAt === null ? order.financialStatus : `${order.financialStatus}, cancelled`;
}

import { html } from "../../http/html.ts";
import type { Html } from "../../http/html.ts";
import { gid } from "../../state/ids.ts";
import type { Customer } from "../../state/shop-state.ts";
import { fullName } from "../../webhooks/payloads/address-payload.ts";
import type { Shell } from "../admin-shell.ts";
import { card, page, postButton, table, time, yen } from "./page.ts";

export const customerName = (customer: Customer): string =>
  fullName(customer.lastName, customer.firstName) ||
  customer.email ||
  customer.phone ||
  String(customer.id);

export function customersPage(shell: Shell): string {
  const { words, shop, base } = shell;
  const rows = [...shop.customers.values()].map((customer) => [
    html`<a href="${base}/customers/${customer.id}">${customerName(customer)}</a>`,
    customer.email,
    customer.tags.join(", "),
  ]);
  return page(shell, words.customers, [table(shell, [words.name, words.email, words.tags], rows)]);
}

/** @param extensions the app's block, and its action in a dialog that opens by its name */
export function customerPage(
  shell: Shell,
  customer: Customer,
  notice: string | null,
  extensions: { block: Html; action: Html; actionName: string | null },
): string {
  const { words, shop, base } = shell;
  const path = `${base}/customers/${customer.id}`;
  const orders = [...shop.orders.values()].filter((order) => order.customerId === customer.id);
  const others = [...shop.customers.values()].filter((each) => each !== customer);
  const metafields = shop.metafields.get(gid("Customer", customer.id)) ?? [];
  return page(shell, customerName(customer), [
    notice ? html`<p class="notice" role="alert">${notice}</p>` : html``,
    html`<script src="/ui-extensions/host.js"></script>`,
    extensions.block,
    extensions.actionName
      ? html`<p>
            <button type="button" data-opens="musubi-customer-action">
              ${extensions.actionName}
            </button>
          </p>
          <dialog id="musubi-customer-action" style="width: 560px">${extensions.action}</dialog>`
      : html``,
    card(
      html`<dl>
        <dt>ID</dt>
        <dd>${customer.id}</dd>
        <dt>${words.email}</dt>
        <dd>${customer.email}</dd>
        <dt>${words.phone}</dt>
        <dd>${customer.phone}</dd>
      </dl>`,
    ),
    card(html`
      <h2>${words.tags}</h2>
      <div class="row">
        ${customer.tags.map(
          (tag) =>
            html`<form method="post" action="${path}/untag" class="tag">
              <input type="hidden" name="tag" value="${tag}" />${tag}
              <button aria-label="${words.removeTag}: ${tag}">×</button>
            </form>`,
        )}
      </div>
      ${postButton(
        `${path}/tag`,
        words.addTag,
        html`<input name="tag" aria-label="${words.addTag}" required />`,
      )}
    `),
    card(html`
      <h2>${words.metafields}</h2>
      ${
        metafields.length === 0
          ? html`<p class="muted">${words.none}</p>`
          : html`<dl>
              ${metafields.map(
                (each) =>
                  html`<dt>${each.namespace}.${each.key} (${each.type})</dt>
                    <dd>${each.value}</dd>`,
              )}
            </dl>`
      }
    `),
    table(
      shell,
      [words.order, words.created, words.total, words.state],
      orders.map((order) => [
        html`<a href="${base}/orders/${order.id}">${order.name}</a>`,
        time(shell, order.createdAt),
        yen(order.totals.total),
        order.financialStatus,
      ]),
      words.orders,
    ),
    card(html`
      ${postButton(`${path}/data_request`, words.dataRequest)}
      ${postButton(`${path}/redact`, words.redact)}
      ${postButton(
        `${path}/merge`,
        words.merge,
        html`<label
          >${words.mergeInto}
          <select name="into">
            ${others.map((each) => html`<option value="${each.id}">${customerName(each)}</option>`)}
          </select></label
        >`,
      )}
      ${postButton(`${path}/delete`, words.delete, null, "critical")}
    `),
  ]);
}

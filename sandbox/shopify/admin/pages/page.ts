import { html } from "../../http/html.ts";
import type { Html } from "../../http/html.ts";
import { shopTime } from "../../state/shop-time.ts";
import { adminShell } from "../admin-shell.ts";
import type { Shell } from "../admin-shell.ts";

/** An admin page with a title and cards. */
export function page(shell: Shell, title: string, cards: readonly Html[]): string {
  return adminShell(
    shell,
    title,
    html`<div class="page">
      <h1>${title}</h1>
      ${cards}
    </div>`,
  );
}

export const card = (content: Html): Html => html`<section class="card">${content}</section>`;

/** A table, or the word that there is nothing yet. */
export function table(
  shell: Shell,
  heads: readonly string[],
  rows: readonly (readonly (Html | string | number | null)[])[],
  title: string | null = null,
): Html {
  const heading = title && html`<h2>${title}</h2>`;
  if (rows.length === 0)
    return card(
      html`${heading}
        <p class="muted">${shell.words.none}</p>`,
    );
  return card(
    html`${heading}
      <table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`,
  );
}

/** A form with one button that posts to `action`. */
export function postButton(
  action: string,
  label: string,
  inner: Html | null = null,
  kind = "",
): Html {
  return html`<form method="post" action="${action}" class="row">
    ${inner}<button class="${kind}">${label}</button>
  </form>`;
}

export const yen = (amount: number): string => `¥${amount.toLocaleString("en-US")}`;

export const time = (shell: Shell, at: number): string =>
  shopTime(at, shell.shop.zone).slice(0, 16).replace("T", " ");

import { html, raw } from "../http/html.ts";
import type { Html } from "../http/html.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { AdminWords } from "./admin-words.ts";
import type { AdminLocale } from "./admin-words.ts";

export type Shell = {
  shop: ShopState;
  locale: AdminLocale;
  words: AdminWords;
  appName: string;
  /** `/store/{name}` */
  base: string;
  appPath: string;
  storefront: string;
  /** Path of the page, to mark it in the navigation and to switch the language in place. */
  path: string;
};

/** The frame of every admin page: bar on top, navigation at the left, a drawer on narrow screens. */
export function adminShell(
  shell: Shell,
  title: string,
  content: Html,
  bodyEnd: Html = raw(""),
): string {
  const { words, locale, shop } = shell;
  const otherLocale = locale === "ja" ? "en" : "ja";
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${shop.name}</title>
        <link rel="stylesheet" href="/fonts/400.css" />
        <link rel="stylesheet" href="/fonts/700.css" />
        <link rel="stylesheet" href="/assets/admin.css" />
      </head>
      <body>
        <header class="top">
          <button
            class="menu-button"
            type="button"
            data-menu-button
            aria-expanded="false"
            aria-controls="nav"
          >
            <span aria-hidden="true">☰</span><span class="hidden-text">${words.menu}</span>
          </button>
          <span class="shop-name">${shop.name}</span>
          <span class="sandbox-mark">${words.sandbox}</span>
          <a class="language" href="?locale=${otherLocale}" lang="${otherLocale}"
            >${words.language}</a
          >
        </header>
        <div class="columns">
          <nav id="nav" class="side" aria-label="${words.menu}">
            <ul>
              ${navItem(shell, "orders", words.orders)}
              ${navItem(shell, "checkouts", words.checkouts)}
              ${navItem(shell, "products", words.products)}
              ${navItem(shell, "customers", words.customers)}
              ${navItem(shell, "themes/current/editor", words.theme)}
              <li>
                <a href="${shell.storefront}" target="_blank" rel="noreferrer"
                  >${words.storefront}</a
                >
              </li>
            </ul>
            <p class="side-title"><a href="${shell.base}/apps">${words.apps}</a></p>
            <ul data-app-nav>
              <li>
                <a href="${shell.appPath}" data-app-home ${current(shell, shell.appPath)}
                  >${shell.appName}</a
                >
                <ul data-app-nav-items></ul>
              </li>
            </ul>
          </nav>
          <main id="main">${content}</main>
        </div>
        ${bodyEnd}
        <script src="/assets/admin.js"></script>
      </body>
    </html>`.html;
}

function navItem(shell: Shell, page: string, label: string): Html {
  const href = `${shell.base}/${page}`;
  return html`<li><a href="${href}" ${current(shell, href)}>${label}</a></li>`;
}

const current = (shell: Shell, href: string): Html =>
  raw(shell.path.startsWith(href) ? 'aria-current="page"' : "");

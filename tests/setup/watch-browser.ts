import type { Browser, BrowserContext, Frame, Page, Request, Response } from "playwright-core";
import type { Seen } from "#tests/hostile/leak-search.ts";
import { openSeen, seenFolder } from "./seen.ts";

type Product = { name: string; app: string; storefront: string };

/** The products that run at present; what browsers see of other servers is not the product's. */
const products: Product[] = [];

/** From here on what browsers see of this product is kept under its name. */
export function watchProduct(product: Product): void {
  products.push(product);
}

/** The product that stands behind an address: its own origin, or the storefront's part that it answers. */
function productAt(address: string): Product | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return products.find(
    ({ app, storefront }) =>
      origin === app || (origin === storefront && pathname.startsWith("/apps/musubi/")),
  );
}

function keep(address: string, seen: Seen): void {
  const product = productAt(address);
  if (product && seen.text) openSeen(product.name).add(seen);
}

/**
 * Keeps what a browser sees of the product, for the search at the end of the run: addresses it asks for and tells others
 * as the page before, what pages and answers hold, consoles, cookies and storage.
 */
export function watchBrowser(browser: Browser): void {
  if (!seenFolder()) return;
  browser.on("context", watchContext);
  lookBefore(browser, () => Promise.all(browser.contexts().map(lookAtContext)));
}

function watchContext(context: BrowserContext): void {
  context.on("request", (request) => keepAddresses(request));
  context.on("response", (response) => void keepAnswer(response));
  context.on("console", (line) =>
    keep(line.location().url, { where: "console", text: line.text() }),
  );
  context.on("page", (page) => lookBefore(page, () => lookAtPage(page)));
  lookBefore(context, () => lookAtContext(context));
}

/** Looks once more before something closes. */
function lookBefore<Closes extends { close: (...options: never[]) => Promise<void> }>(
  closing: Closes,
  look: () => Promise<unknown>,
): void {
  const close: (...options: never[]) => Promise<void> = closing.close.bind(closing);
  closing.close = async (...options) => {
    await look();
    await close(...options);
  };
}

function keepAddresses(request: Request): void {
  keep(request.url(), { where: "url", text: request.url() });
  const { referer } = request.headers();
  if (referer && new URL(referer).origin !== new URL(request.url()).origin)
    keep(referer, { where: "told", text: referer });
}

async function keepAnswer(response: Response): Promise<void> {
  if (!["document", "fetch", "xhr"].includes(response.request().resourceType())) return;
  // A page that is left while it loads takes its answer along.
  const text = await response.text().catch(() => "");
  keep(response.url(), { where: "html", text });
}

async function lookAtContext(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map(lookAtPage));
  for (const { name, value, domain } of await context.cookies()) {
    const address = products.find(({ app }) => new URL(app).hostname === domain)?.app ?? "";
    keep(address, { where: "cookie", text: `${name}=${value}` });
  }
}

async function lookAtPage(page: Page): Promise<void> {
  await Promise.all(page.frames().map(lookAtFrame));
}

async function lookAtFrame(frame: Frame): Promise<void> {
  const address = frame.url();
  if (!productAt(address)) return;
  // A frame that goes away meanwhile has been looked at by its answers.
  const seen = await frame.evaluate(readAll).catch(() => null);
  if (!seen) return;
  keep(address, { where: "html", text: seen.html });
  for (const text of seen.stored) keep(address, { where: "storage", text });
}

function readAll(): { html: string; stored: string[] } {
  const fields = [...document.querySelectorAll("input, textarea")].map(
    (field) => (field as HTMLInputElement).value,
  );
  return {
    html: [document.documentElement.outerHTML, ...fields].join("\n"),
    stored: [localStorage, sessionStorage].flatMap((storage) =>
      Object.entries(storage).map((entry) => entry.join("=")),
    ),
  };
}

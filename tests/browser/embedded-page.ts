import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locale } from "#app/platform/i18n.ts";
import type { SandboxAddresses } from "#tests/setup/sandbox.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** LINE prescribes the green of its login button, which does not hold the contrast that WCAG wants. */
const LINE_BUTTON = "[class*=musubi-line__button]";

/** One page of Musubi in a tab of Shopify admin, and what went wrong in it. */
export type EmbeddedPage = {
  page: Page;
  frame: Frame;
  /** What the browser's console called an error, and what was thrown. */
  errors: string[];
};

/** Opens a page of the app in the admin, in the merchant's language, and waits until it is drawn to the end. */
export async function openEmbedded(
  context: BrowserContext,
  { admin }: SandboxAddresses,
  { path, locale }: { path: string; locale: Locale },
): Promise<EmbeddedPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("console", (line) => {
    if (line.type() === "error") errors.push(line.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${admin}${path}${path.includes("?") ? "&" : "?"}locale=${locale}`);
  return { page, frame: await drawnFrame(page), errors };
}

/** The app's frame, when its page has a heading, nothing is loading any more and React has taken over. */
export async function drawnFrame(page: Page): Promise<Frame> {
  const element = await page.locator("iframe").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("The admin has no frame.");
  await frame.locator("h1").first().waitFor();
  await frame.waitForFunction(isDrawn);
  return frame;
}

function isDrawn(): boolean {
  const skeletons = document.querySelectorAll("[class^=Polaris-Skeleton]");
  const shown = [...skeletons].some((each) => each.getClientRects().length > 0);
  const isHydrated = Object.keys(document.documentElement).some((key) => key.startsWith("__react"));
  return isHydrated && !shown && document.fonts.status === "loaded";
}

/** What is wrong with a page by the rules that hold for all: empty when nothing is. */
export async function faultsOf({ page, frame, errors }: EmbeddedPage, locale: Locale) {
  return {
    errors,
    ...(await documentFaults(frame, locale)),
    accessibility: await accessibilityFaults(page),
  };
}

/** Nothing wrong: what `faultsOf` answers for a page as it should be. */
export const FAULTLESS = {
  errors: [],
  language: null,
  title: null,
  sidewaysScroll: 0,
  rawKeys: [],
  emptyHeadings: 0,
  accessibility: [],
};

/** The same for a page that stands by itself in a tab. */
export async function documentFaults(frame: Frame | Page, locale: Locale) {
  const seen = await frame.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    sidewaysScroll: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    emptyHeadings: [...document.querySelectorAll("h1,h2,h3")].filter(
      (heading) => !heading.textContent.trim(),
    ).length,
    text: document.body.innerText,
    labels: [...document.querySelectorAll("[aria-label],[title],[placeholder],[alt]")].flatMap(
      (element) =>
        ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name)),
    ),
  }));
  return {
    language: seen.language === locale ? null : seen.language,
    title: seen.title.trim() ? null : "There is none.",
    sidewaysScroll: seen.sidewaysScroll,
    rawKeys: [seen.text, seen.title, ...seen.labels].flatMap((text) => text?.match(RAW_KEY) ?? []),
    emptyHeadings: seen.emptyHeadings,
  };
}

export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page })
    .exclude(LINE_BUTTON)
    .withTags(WCAG)
    .analyze();
  const frames = page.frames().length - 1;
  const wasInside = passes.some(({ nodes }) => nodes.some(({ target }) => target.length > 1));
  if (frames > 0 && !wasInside) throw new Error("The frame was not looked into.");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** A text that is missing shows its key: the name of a group of texts, a full stop, a name. */
const RAW_KEY = (() => {
  const folder = "app/platform/locales/ja";
  const groups = readdirSync(folder).flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8")) as object)
      .filter(([, texts]) => typeof texts === "object")
      .map(([group]) => group),
  );
  return new RegExp(`(?<![\\w./])(?:${[...new Set(groups)].join("|")})\\.[a-z]\\w*`, "g");
})();

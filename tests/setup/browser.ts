import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Chrome stands when it was installed by hand. */
const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A real Chromium. On Linux x64 it comes from the npm registry; elsewhere CHROME_PATH names one, or an installed
 * Chrome is found.
 *
 * @throws Error that says what to install or set
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChrome(),
    // The sandbox needs privileges that containers lack. Nothing else is loosened: site isolation, cookies and
    // framing rules are what the tests are about.
    args: ["--no-sandbox"],
    headless: true,
  });
}

async function findChrome(): Promise<string> {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, and there is no such file.`);
  }
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: packaged } = await import("@sparticuz/chromium");
    return packaged.executablePath();
  }
  const found = INSTALLED.find(existsSync);
  if (found) return found;
  throw new Error("No Chrome was found. Install Google Chrome, or set CHROME_PATH to its executable.");
}

/**
 * Shopify's library takes headless Chromium for a bot and answers 410, so the tests' browser gives the name that it
 * has with a window.
 */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

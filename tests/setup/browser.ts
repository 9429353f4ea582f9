import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";
import { watchBrowser } from "./watch-browser.ts";

const run = promisify(execFile);

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
  const browser = await chromium.launch({
    ...(await findChrome()),
    // The sandbox needs privileges that containers lack. Nothing else is loosened: site isolation, cookies and
    // framing rules are what the tests are about.
    args: ["--no-sandbox"],
    headless: true,
  });
  watchBrowser(browser);
  return browser;
}

type Chrome = { executablePath: string; env?: Record<string, string> };

async function findChrome(): Promise<Chrome> {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return { executablePath: named };
    throw new Error(`CHROME_PATH names ${named}, and there is no such file.`);
  }
  if (process.platform === "linux" && process.arch === "x64") return packagedChrome();
  const found = INSTALLED.find(existsSync);
  if (found) return { executablePath: found };
  throw new Error(
    "No Chrome was found. Install Google Chrome, or set CHROME_PATH to its executable.",
  );
}

/** For a machine that has no fontconfig of its own: the font in the package, and whatever is installed. */
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

/**
 * The Chromium of `@sparticuz/chromium`, unpacked once for this project. The package by itself unpacks to the shared
 * temporary folder, where only the user who came first may run it. The libraries that a bare Linux lacks come along
 * when the package takes the machine for AWS Lambda.
 */
async function packagedChrome(): Promise<Chrome> {
  const { version } = JSON.parse(
    await readFile("node_modules/@sparticuz/chromium/package.json", "utf8"),
  ) as { version: string };
  const folder = resolve(`.cache/chromium-${version}`);
  if (!existsSync(folder)) await unpackChrome(folder);
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      ...(existsSync("/etc/fonts/fonts.conf")
        ? {}
        : { FONTCONFIG_FILE: join(folder, "fonts.conf") }),
    },
  };
}

/** Unpacks beside the folder and moves it there whole, so that two runs at once never see a half. */
async function unpackChrome(folder: string): Promise<void> {
  const next = `${folder}.${process.pid}`;
  await mkdir(next, { recursive: true });
  const script =
    'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
  await run(process.execPath, ["-e", script], {
    env: { ...process.env, TMPDIR: next, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
  });
  await writeFile(join(next, "fonts.conf"), fontsConf(folder));
  try {
    await rename(next, folder);
  } catch (error) {
    await rm(next, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * Shopify's library takes headless Chromium for a bot and answers 410, so the tests' browser gives the name that it
 * has with a window.
 */
export const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

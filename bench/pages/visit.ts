import type { BrowserContext, CDPSession, Frame, Page } from "playwright-core";

/** How much slower than this machine the browser's CPU is made: a shop's older laptop. */
const CPU_SLOWDOWN = 4;

/** Nothing is on its way for this long: the page is there. */
const QUIET_MS = 400;

/** A page that is not there by then is broken, however much else the machine does. */
const LONGEST_MS = 60_000;

export type Visit = {
  page: Page;
  /** The app's own frame in the admin. */
  frame: Frame;
  /** Bytes of the app's scripts, as they came over the wire. */
  scriptBytes: () => number;
  /** Waits until nothing is loading any more. */
  settled: () => Promise<void>;
};

/** Opens a page in the admin with nothing in the browser's cache, on a slow CPU, and waits until all of it is there. */
export async function visit(
  context: BrowserContext,
  options: { url: string; appUrl: string },
): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  const traffic = await watchTraffic(session, options.appUrl);
  await page.goto(options.url, { waitUntil: "commit" });
  const element = await page.waitForSelector("iframe");
  const frame = await element.contentFrame();
  if (!frame) throw new Error("The admin has no frame.");
  page.setDefaultTimeout(LONGEST_MS);
  const settled = async () => {
    do {
      await frame.waitForFunction(isDrawn);
      await frame.waitForFunction(isCalm, QUIET_MS);
    } while (traffic.quietSince() > Date.now() - QUIET_MS);
  };
  await frame.locator("h1").first().waitFor();
  await settled();
  return { page, frame, scriptBytes: traffic.scriptBytes, settled };
}

/** Whether a request of a page changes nothing: people are searched for by a post, so that no address tells names. */
export function isReading(method: string, body: string | null | undefined): boolean {
  return method === "GET" || body?.includes("intent=search") === true;
}

async function watchTraffic(session: CDPSession, appUrl: string) {
  const scripts = new Set<string>();
  const open = new Set<string>();
  let bytes = 0;
  let last = Date.now();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    // What is to be written is held back (touch-everything.ts) and never ends.
    if (request.url.startsWith(appUrl) && isReading(request.method, request.postData))
      open.add(requestId);
  });
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.url.startsWith(appUrl) && response.mimeType.includes("javascript"))
      scripts.add(requestId);
  });
  const ended = ({ requestId }: { requestId: string }) => {
    if (open.delete(requestId)) last = Date.now();
  };
  session.on("Network.loadingFailed", ended);
  session.on("Network.loadingFinished", (event) => {
    ended(event);
    if (scripts.has(event.requestId)) bytes += event.encodedDataLength;
  });
  await session.send("Network.enable");
  return { scriptBytes: () => bytes, quietSince: () => (open.size > 0 ? Date.now() : last) };
}

/** React has taken over, and no skeleton is left. */
function isDrawn(): boolean {
  const skeletons = document.querySelectorAll("[class^=Polaris-Skeleton]");
  const isHydrated = Object.keys(document.documentElement).some((key) => key.startsWith("__react"));
  return isHydrated && [...skeletons].every((each) => each.getClientRects().length === 0);
}

/** The main thread has had time for an idle moment. */
async function isCalm(quietMs: number): Promise<boolean> {
  await new Promise((done) => setTimeout(done, quietMs));
  await new Promise((done) => requestIdleCallback(done, { timeout: 5_000 }));
  return true;
}

import { readFile } from "node:fs/promises";
import type { BrowserContext, Frame } from "playwright-core";

export type Vitals = {
  lcpMs: number;
  /** What was the largest, as a selector. */
  lcpOf: string;
  cls: number;
  /** What moved most. */
  clsOf: string;
  inpMs: number;
  /** What was touched when it took longest. */
  inpOf: string;
};

type Metric = { value: number; attribution: Record<string, string | undefined> };
type Recorded = { vitals: Record<"LCP" | "CLS" | "INP", Metric | undefined> };

/** Lets Google's library measure every frame of a page but the outermost: the app's, as Shopify's App Bridge does. */
export async function recordVitals(context: BrowserContext): Promise<void> {
  const library = await readFile(
    "node_modules/web-vitals/dist/web-vitals.attribution.iife.js",
    "utf8",
  );
  await context.addInitScript(`if (window !== window.top) {
    (${excuseWhatFollowsClicks.toString()})();
    ${library}
    window.vitals = {};
    const record = (metric) => { window.vitals[metric.name] = metric; };
    webVitals.onLCP(record, { reportAllChanges: true });
    webVitals.onCLS(record, { reportAllChanges: true });
    webVitals.onINP(record, { reportAllChanges: true, durationThreshold: 16 });
  }`);
}

/**
 * What moves within 500 ms of a click is expected by who clicked, and no shift. Chromium tells frames of the embedder's
 * process of keys only; the stand-in's admin shares one with the app, and Shopify's does not.
 */
function excuseWhatFollowsClicks(): void {
  const EXPECTED_MS = 500;
  let clickedAt = -Infinity;
  window.addEventListener("pointerdown", ({ timeStamp }) => (clickedAt = timeStamp), true);
  type Shift = PerformanceEntry & { hadRecentInput: boolean };
  const { prototype } = (window as unknown as { LayoutShift: { prototype: Shift } }).LayoutShift;
  const own = Object.getOwnPropertyDescriptor(prototype, "hadRecentInput");
  Object.defineProperty(prototype, "hadRecentInput", {
    get(this: Shift) {
      const since = this.startTime - clickedAt;
      return own?.get?.call(this) === true || (since >= 0 && since <= EXPECTED_MS);
    },
  });
}

/** What was measured in a frame so far. A page of which nothing was touched, or nothing took 16 ms, has an INP of 0. */
export async function readVitals(frame: Frame): Promise<Vitals> {
  return frame.evaluate(() => {
    const { LCP, CLS, INP } = (window as unknown as Recorded).vitals;
    return {
      lcpMs: LCP?.value ?? Number.NaN,
      lcpOf: LCP?.attribution.target ?? "",
      cls: CLS?.value ?? 0,
      clsOf: CLS?.attribution.largestShiftTarget ?? "",
      inpMs: INP?.value ?? 0,
      inpOf: [INP?.attribution.interactionType, INP?.attribution.interactionTarget].join(" "),
    };
  });
}

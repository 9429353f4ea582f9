import type { Browser } from "playwright-core";
import pg from "pg";
import { launchBrowser, USER_AGENT } from "#tests/setup/browser.ts";
import type { BenchReport } from "./ground/report.ts";
import { median } from "./ground/rounds.ts";
import { addressPages, readEmbeddedPaths } from "./pages/embedded-pages.ts";
import { fillShop } from "./pages/fill-shop.ts";
import { type PagesGround, startPagesGround } from "./pages/ground.ts";
import { openShop } from "./pages/open-shop.ts";
import { beginCounting, countStatements, type Statements } from "./pages/statements.ts";
import { touchEverything } from "./pages/touch-everything.ts";
import { visit } from "./pages/visit.ts";
import { readVitals, recordVitals, type Vitals } from "./pages/vitals.ts";

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 100_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

type Measured = Vitals & { jsKb: number; load: Statements; touched: Statements };

/** Every embedded page of a shop with 100,000 people behind it, in Chromium on a slow CPU with a cold cache. */
export async function measure(): Promise<BenchReport> {
  const ground = await startPagesGround();
  const browser = await launchBrowser();
  const client = new pg.Client(ground.databaseUrl);
  await client.connect();
  try {
    // The first visit installs the shop.
    await measurePage({ ground, browser, client, address: "/app", touches: false });
    const shopId = await openShop(ground);
    const startedAt = Date.now();
    const size = await fillShop({ client, shopId, people: PEOPLE });
    console.error(`Filled in ${Date.now() - startedAt} ms: ${JSON.stringify(size)}`);
    const pages = await addressPages(client, await readEmbeddedPaths());
    const rounds: Record<string, Measured[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const { path, address } of pages) {
        const measured = await measurePage({ ground, browser, client, address, touches: true });
        (rounds[path] ??= []).push(measured);
        console.error(path, JSON.stringify(measured));
      }
    }
    return report(size, rounds);
  } finally {
    await client.end();
    await browser.close();
    await ground.stop();
  }
}

async function measurePage(options: {
  ground: PagesGround;
  browser: Browser;
  client: pg.Client;
  address: string;
  touches: boolean;
}): Promise<Measured> {
  const { ground, browser, client, address, touches } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    userAgent: USER_AGENT,
    locale: "ja",
  });
  try {
    await recordVitals(context);
    await beginCounting(client);
    const visited = await visit(context, {
      url: `${ground.adminUrl}${address}?locale=ja`,
      appUrl: ground.appUrl,
    });
    const load = await countStatements(client);
    const jsKb = visited.scriptBytes() / 1_000;
    const { lcpMs, lcpOf } = await readVitals(visited.frame);
    await beginCounting(client);
    if (touches) await touchEverything(visited, ground.appUrl);
    const touched = await countStatements(client);
    return { ...(await readVitals(visited.frame)), lcpMs, lcpOf, jsKb, load, touched };
  } finally {
    await context.close();
  }
}

function report(size: BenchReport["line"]["size"], rounds: Record<string, Measured[]>) {
  const measured = Object.entries(rounds).map(([path, each]) => {
    const middle = (value: (one: Measured) => number) => median(each.map(value));
    const worst = (value: (one: Measured) => number) =>
      each.reduce((before, one) => (value(one) > value(before) ? one : before));
    return {
      page: {
        path,
        lcpMs: Math.round(middle(({ lcpMs }) => lcpMs)),
        cls: Number(middle(({ cls }) => cls).toFixed(3)),
        inpMs: middle(({ inpMs }) => inpMs),
        jsKb: Math.round(middle(({ jsKb }) => jsKb)),
        queries: middle(({ load }) => load.count),
      },
      slowestMs: Math.round(middle(({ load }) => load.slowestMs)),
      touchedMs: Math.round(middle(({ touched }) => touched.slowestMs)),
      inpOf: worst(({ inpMs }) => inpMs).inpOf,
    };
  });
  const pages = measured.map(({ page }) => page);
  const worst = (name: "lcpMs" | "cls" | "inpMs" | "jsKb") =>
    Math.max(...pages.map((page) => page[name]));
  return {
    rows: measured.map(({ page, slowestMs, touchedMs, inpOf }) => ({
      ...page,
      "slowest query (ms)": slowestMs,
      "… when touched": touchedMs,
      "INP of": inpOf.slice(0, 60),
    })),
    line: {
      name: "pages",
      size,
      pages,
      worst: {
        lcpMs: worst("lcpMs"),
        cls: worst("cls"),
        inpMs: worst("inpMs"),
        jsKb: worst("jsKb"),
      },
    },
  };
}

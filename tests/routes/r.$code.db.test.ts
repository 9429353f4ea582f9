import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { createTrackedLinks, type NewTrackedLink } from "#app/links/create-tracked-links.server.ts";
import { readTrackedPath, type TrackedTarget } from "#app/links/tracked-link.ts";
import { hashCode } from "#app/platform/crypto.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { loader } from "#app/routes/r.$code.tsx";
import { createShop } from "#tests/factories/shop.ts";

const target = "https://shop.example.jp/products/mug?ref=line";
const inADay = () => new Date(Date.now() + 24 * 60 * 60_000);
let shopId: string;

beforeEach(async () => {
  shopId = (await createShop(db, { storefrontUrl: "https://shop.example.jp" })).id;
});

async function createLink(
  overrides: Partial<TrackedTarget> = {},
  about: Partial<NewTrackedLink> = {},
): Promise<string> {
  const [urls] = await createTrackedLinks({
    pool,
    shopId,
    links: [
      {
        targets: [{ kind: "product", url: target, fallbackUrl: null, ...overrides }],
        sendId: null,
        checkoutId: null,
        expiresAt: inADay(),
        ...about,
      },
    ],
  });
  return urls![0]!;
}

async function open(url: string, init: RequestInit = {}): Promise<Response> {
  const code = new URL(url).pathname.split("/")[2]!;
  return loader({ request: new Request(url, init), params: { code }, context: {} });
}

const linkBehind = (url: string) =>
  db.trackedLink.findUniqueOrThrow({
    where: { codeHash: hashCode(readTrackedPath(url.split("/r/")[1]!)!.code) },
  });

test("a tap is led to the target, counted, and told to nobody", async () => {
  const url = await createLink();
  const response = await open(url);
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe(target);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("x-robots-tag")).toContain("noindex");
  const { tapCounts, firstTappedAt } = await linkBehind(url);
  expect(tapCounts).toEqual([1]);
  expect(firstTappedAt).not.toBeNull();
});

test("taps at the same moment are all counted, and the first keeps its time", async () => {
  const url = await createLink();
  await open(url);
  const { firstTappedAt } = await linkBehind(url);
  await Promise.all(Array.from({ length: 10 }, () => open(url)));
  expect(await linkBehind(url)).toMatchObject({ tapCounts: [11], firstTappedAt });
});

test("LINE's preview and a HEAD request are led on without being counted", async () => {
  const url = await createLink();
  const preview = await open(url, {
    headers: { "user-agent": "facebookexternalhit/1.1;line-poker/1.0" },
  });
  const head = await open(url, { method: "HEAD" });
  expect([preview.status, head.status]).toEqual([302, 302]);
  expect(await linkBehind(url)).toMatchObject({ tapCounts: [], firstTappedAt: null });
});

test("an expired link says so in the reader's language, leads to the store, and counts nothing", async () => {
  const url = await createLink({}, { expiresAt: new Date(Date.now() - 1) });
  const japanese = await open(url, { headers: { "accept-language": "ja-JP,ja;q=0.9" } });
  expect(japanese.status).toBe(410);
  expect(await japanese.text()).toMatch(
    /有効期限が切れています[\s\S]*href="https:\/\/shop\.example\.jp"/,
  );
  const english = await open(url, { headers: { "accept-language": "en-US,en;q=0.9" } });
  expect(await english.text()).toContain("This link has expired");
  expect(await linkBehind(url)).toMatchObject({ tapCounts: [] });
});

test.each(["", "nonsense", "../../app", "a".repeat(5_000), "<script>alert(1)</script>"])(
  "a code that was never given out (%.20j) is a 404 that helps and repeats nothing of it",
  async (code) => {
    const response = await loader({
      request: new Request("https://musubi.test/r/x", { headers: { "accept-language": "en" } }),
      params: { code },
      context: {},
    });
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain("This link cannot be opened");
    expect(page).not.toContain("script");
  },
);

test("codes carry 160 random bits, and the database keeps only their hashes", async () => {
  const url = await createLink();
  const code = url.split("/r/")[1]!;
  expect(Buffer.from(code, "base64url").length).toBe(20);
  expect(JSON.stringify(await linkBehind(url))).not.toContain(code);
});

test("a message's places share a code, and each leads where it is to lead and counts its own taps", async () => {
  const places = ["checkout", "preferences", "product"] as const;
  const targets = places.map((kind) => ({
    kind,
    url: `https://shop.example.jp/${kind}`,
    fallbackUrl: null,
  }));
  const link = { targets, sendId: null, checkoutId: null, expiresAt: inADay() };
  const [urls] = await createTrackedLinks({ pool, shopId, links: [link] });
  await open(urls![1]!);
  expect(await linkBehind(urls![1]!)).toMatchObject({ firstTappedAt: null });
  for (const [index, url] of urls!.entries()) {
    expect((await open(url)).headers.get("location")).toBe(targets[index]!.url);
  }
  expect(await linkBehind(urls![0]!)).toMatchObject({
    tapCounts: [1, 2, 1],
    firstTappedAt: expect.any(Date) as Date,
  });
  expect((await open(`${urls![0]}.3`)).status).toBe(404);
});

test("a link that would lead anywhere but to the web is not made", async () => {
  await expect(createLink({ url: "javascript:alert(1)" })).rejects.toThrow("not a web address");
  await expect(createLink({ fallbackUrl: "data:text/html,x" })).rejects.toThrow(
    "not a web address",
  );
});

test("the button of a checkout that was ordered meanwhile leads to the store", async () => {
  const beganAt = new Date(Date.now() - 60 * 60_000);
  const checkout = await db.checkout.create({
    data: {
      shopId,
      token: randomUUID(),
      shopifyCreatedAt: beganAt,
      shopifyUpdatedAt: beganAt,
      receivedAt: beganAt,
    },
  });
  const url = await createLink({ kind: "checkout" }, { checkoutId: checkout.id });
  expect((await open(url)).headers.get("location")).toBe(target);
  await db.order.create({
    data: {
      shopId,
      shopifyGid: "gid://shopify/Order/1",
      checkoutToken: checkout.token,
      shopifyCreatedAt: new Date(),
    },
  });
  expect((await open(url)).headers.get("location")).toBe("https://shop.example.jp");
});

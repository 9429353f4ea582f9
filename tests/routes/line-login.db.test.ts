import { expect, test } from "vitest";
import { createChannelWorld } from "#tests/channels/channel-world.ts";

const world = await createChannelWorld();
const { db, line } = world;
const { beginLogin } = await import("#app/channels/login-attempt.server.ts");
const start = await import("#app/routes/line.start.tsx");
const callback = await import("#app/routes/line.callback.tsx");

/** A browser's request, as a loader gets it. */
const visit = (url: string, cookie?: string) => ({
  request: new Request(url, {
    headers: { "accept-language": "en-US", ...(cookie ? { cookie } : {}) },
  }),
  params: {},
  context: {},
});

async function begin(purpose: "merchant" | "customer" = "merchant") {
  const connected = await world.connectedShop();
  const { id: channelId } = await world.row(connected.shopId);
  const { startUrl } = await beginLogin({
    db,
    shopId: connected.shopId,
    channelId,
    purpose,
    customerGid: purpose === "customer" ? "gid://shopify/Customer/1" : undefined,
    returnPath: purpose === "customer" ? "/products/kettle" : "/app/settings",
    locale: "ja",
  });
  return { ...connected, startUrl };
}

/** Sets out, and does on LINE's page what `decision` says; returns where LINE leads back, and the cookie. */
async function goAndReturn(begun: Awaited<ReturnType<typeof begin>>, decision = "approve") {
  const out = await start.loader(visit(begun.startUrl));
  const page = new URL(out.headers.get("location") ?? "");
  const form = new URLSearchParams(page.searchParams);
  form.set("userId", begun.account.userId);
  form.set("decision", decision);
  form.set("addFriend", "off");
  const answer = await fetch(`${page.origin}${page.pathname}/consent`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return {
    callbackUrl: answer.headers.get("location") ?? "",
    setCookie: out.headers.get("set-cookie") ?? "",
    cookie: (out.headers.get("set-cookie") ?? "").split(";")[0],
  };
}

test("the browser goes out with a cookie that only /line gets, and no address leaks", async () => {
  const out = await start.loader(visit((await begin()).startUrl));
  expect(out.status).toBe(303);
  expect(out.headers.get("location")).toMatch(`${line.urls.access}/oauth2/v2.1/authorize?`);
  expect(out.headers.get("set-cookie")).toMatch(
    /^musubi_login=[^;]+; Max-Age=600; Path=\/line; HttpOnly; SameSite=Lax$/,
  );
  expect(out.headers.get("cache-control")).toBe("no-store");
  expect(out.headers.get("referrer-policy")).toBe("no-referrer");
});

test("the merchant comes back to a page that says the tab may be closed", async () => {
  const begun = await begin();
  const { callbackUrl, cookie } = await goAndReturn(begun);
  const page = await callback.loader(visit(callbackUrl, cookie));
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain("花子 さんのLINEが、テスト送信の宛先になりました");
  expect(html).toContain("このタブを閉じてかまいません");
  expect(await world.row(begun.shopId)).toMatchObject({ testLineUserId: begun.account.userId });

  const again = await callback.loader(visit(callbackUrl, cookie));
  expect(again.status).toBe(403);
  expect(await again.text()).toContain("使用済み");
});

test("what the merchant is called is text, never markup", async () => {
  const begun = await begin();
  Object.assign(begun.account.person, { displayName: "<img src=x onerror=alert(1)>" });
  const { callbackUrl, cookie } = await goAndReturn(begun);
  const html = await (await callback.loader(visit(callbackUrl, cookie))).text();
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(html).not.toContain("<img");
});

test.each([undefined, "musubi_login=forged", `musubi_login=${btoa('"other"')}`])(
  "a callback opened in another browser (%s) proves nothing, and the right one can still go on",
  async (foreign) => {
    const begun = await begin();
    const { callbackUrl, cookie } = await goAndReturn(begun);
    const refused = await callback.loader(visit(callbackUrl, foreign));
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("別のブラウザーで開かれました");
    expect(await world.row(begun.shopId)).toMatchObject({ testLineUserId: null });
    expect((await callback.loader(visit(callbackUrl, cookie))).status).toBe(200);
  },
);

test.each(["", "?code=x", "?code=x&state=", `?code=x&state=${"s".repeat(27)}`])(
  "the forged callback %s is refused in the browser's language",
  async (query) => {
    const refused = await callback.loader(visit(`${world.appUrl}/line/callback${query}`));
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("This page cannot be opened");
  },
);

test("a forged or missing start is refused with a page that helps", async () => {
  for (const query of ["", "?attempt=", "?attempt=forged"]) {
    const refused = await start.loader(visit(`${world.appUrl}/line/start${query}`));
    expect(refused.status).toBe(410);
    expect(await refused.text()).toContain("This page cannot be opened");
  }
});

test("a customer who cancels at LINE is shown the way back to the store", async () => {
  const begun = await begin("customer");
  const { callbackUrl, cookie } = await goAndReturn(begun, "cancel");
  const page = await callback.loader(visit(callbackUrl, cookie));
  const html = await page.text();
  expect(html).toContain("キャンセルしました");
  expect(html).toContain(`https://${begun.shop.domain}/apps/musubi/link?return_to=`);
});

test("a customer who allows it is led back through the storefront", async () => {
  const begun = await begin("customer");
  const { callbackUrl, cookie } = await goAndReturn(begun);
  const page = await callback.loader(visit(callbackUrl, cookie));
  expect(page.status).toBe(303);
  expect(page.headers.get("location")).toMatch(
    `https://${begun.shop.domain}/apps/musubi/confirm?c=`,
  );
});

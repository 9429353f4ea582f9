import { beforeAll, expect } from "vitest";
import { proxyRequest } from "#tests/factories/proxy-request.ts";
import { createForgingLine } from "./forging-line.ts";
import { startStorefrontWorld } from "./storefront-world.ts";

const forgingLine = createForgingLine();
export let world: Awaited<ReturnType<typeof startStorefrontWorld>>;
export let otherShop: { domain: string };

beforeAll(async () => {
  world = await startStorefrontWorld({ relayLine: forgingLine.relay });
  const { createShop } = await import("#tests/factories/shop.ts");
  const { createChannel } = await import("#tests/factories/channel.ts");
  const { db } = world;
  otherShop = await createShop(db);
  await createChannel(db, otherShop as Awaited<ReturnType<typeof createShop>>);
});

/** What no page and no header of a refusal may hold. */
const SECRETS = {
  lineName: "ひみつのはな",
  customerName: "秘密 花子",
  email: "himitsu@example.jp",
};

/** Somebody on the way from the storefront to LINE and back, with all that their browser has seen so far. */
type Way = {
  customerGid: string;
  userId: string;
  start: URL;
  cookie: string;
  authorize: URL;
  callback: URL;
  confirmCode: string;
};

export async function begin(): Promise<Pick<Way, "customerGid" | "userId" | "start">> {
  const { db, shop, line, account } = world;
  const { createCustomer } = await import("#tests/factories/customer.ts");
  const { shopifyGid: customerGid } = await createCustomer(db, shop, {
    displayName: SECRETS.customerName,
    email: SECRETS.email,
  });
  const person = line.state.addUser({ displayName: SECRETS.lineName });
  const begun = await viaProxy("/link?return_to=%2Faccount", { customerGid });
  const start = new URL(begun.headers.get("location") ?? "");
  return { customerGid, userId: person.userIds[account.providerId] ?? "", start };
}

/** To LINE's page; with `cookie` in a browser that has been here before. */
export async function goOut(start: URL, cookie = ""): Promise<Pick<Way, "cookie" | "authorize">> {
  const out = await visit(start, cookie);
  return {
    cookie: out.headers.get("set-cookie")?.split(";")[0] ?? "",
    authorize: new URL(out.headers.get("location") ?? "about:blank"),
  };
}

/** Allows it on LINE's page. Returns where LINE leads the browser. */
export async function approve(authorize: URL, userId: string): Promise<URL> {
  const form = new URLSearchParams(authorize.searchParams);
  for (const [name, value] of Object.entries({ userId, decision: "approve", addFriend: "off" }))
    form.set(name, value);
  const answer = await fetch(`${authorize.origin}${authorize.pathname}/consent`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(answer.headers.get("location") ?? "about:blank");
}

/** All the way back, up to the page that asks for the confirmation. */
export async function wayBack(): Promise<Way> {
  const begun = await begin();
  const out = await goOut(begun.start);
  const callback = await approve(out.authorize, begun.userId);
  const back = await visit(callback, out.cookie);
  const confirm = new URL(back.headers.get("location") ?? "about:blank");
  return { ...begun, ...out, callback, confirmCode: confirm.searchParams.get("c") ?? "" };
}

/** As far as LINE: the callback has not been opened. */
export async function wayOut(): Promise<Omit<Way, "confirmCode">> {
  const begun = await begin();
  const out = await goOut(begun.start);
  return { ...begun, ...out, callback: await approve(out.authorize, begun.userId) };
}

export function visit(url: URL, cookie = ""): Promise<Response> {
  return fetch(url, { redirect: "manual", headers: { cookie, "accept-language": "ja" } });
}

type ProxyOptions = Omit<Partial<Parameters<typeof proxyRequest>[0]>, "path"> & {
  spoil?: (url: URL) => void;
};

/** As Shopify forwards it, over HTTP; `spoil` changes it after Shopify has signed it. */
export async function viaProxy(
  path: string,
  { spoil, ...options }: ProxyOptions = {},
): Promise<Response> {
  const request = proxyRequest({ shop: world.shop, path, customerGid: null, ...options });
  const url = new URL(request.url);
  spoil?.(url);
  const body = request.method === "POST" ? await request.text() : undefined;
  return fetch(`${world.appUrl}${url.pathname}${url.search}`, {
    method: request.method,
    headers: request.headers,
    body,
    redirect: "manual",
  });
}

export const confirm = (way: Way, options: ProxyOptions = {}) =>
  viaProxy("/confirm", {
    customerGid: way.customerGid,
    form: { c: way.confirmCode },
    ...options,
  });

export const change = (url: URL, changes: Record<string, string | null>) => {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, value);
  }
  return changed;
};

/** A login whose authorization request was changed on the way to LINE, and whose callback is opened as it comes. */
export async function changedAuthorization(
  changes: Record<string, string | null>,
): Promise<Response> {
  const begun = await begin();
  const { authorize, cookie } = await goOut(begun.start);
  return visit(await approve(change(authorize, changes), begun.userId), cookie);
}

/** A login in which LINE's id token is another one. */
export async function forgedIdToken(
  forge: (claims: Record<string, unknown>, secret: string) => Promise<string>,
): Promise<Response> {
  const { callback, cookie } = await wayOut();
  forgingLine.forge = (claims) => forge(claims, world.account.login.channelSecret);
  return visit(callback, cookie);
}

/** What is forged, the refusal (status and words of its page), and the forgery, up to the answer that refuses it. */
export type Forgery = [
  forged: string,
  status: number,
  words: string,
  forge: () => Promise<Response>,
];

/** Title of the page that refuses a login that was begun, came back, and names nobody. */
export const NOT_VERIFIED = "ログインを確認できませんでした";

/** The refusal is the row's, nobody is linked, and a stranger is told nothing. */
export async function holdRefusal([, status, words, forge]: Forgery): Promise<void> {
  const answer = await forge();
  expect(answer.status).toBe(status);
  const page = await answer.text();
  expect(page).toContain(words);
  expect(page).toContain("<html");
  const all = page + JSON.stringify([...answer.headers]);
  for (const secret of Object.values(SECRETS)) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/U[0-9a-f]{32}|nonce=|code_verifier|logged_in_customer_id/);
  expect(answer.headers.get("location")).toBeNull();
  expect(await world.db.link.count()).toBe(0);
  expect(await world.db.auditEntry.count({ where: { action: "link.created" } })).toBe(0);
}

import { SignJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { lineUserId } from "#tests/factories/friend.ts";
import { proxyRequest } from "#tests/factories/proxy-request.ts";
import { createForgingLine } from "./forging-line.ts";
import { startStorefrontWorld } from "./storefront-world.ts";

const forgingLine = createForgingLine();
let world: Awaited<ReturnType<typeof startStorefrontWorld>>;
let otherShop: { domain: string };

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

async function begin(): Promise<Pick<Way, "customerGid" | "userId" | "start">> {
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
async function goOut(start: URL, cookie = ""): Promise<Pick<Way, "cookie" | "authorize">> {
  const out = await visit(start, cookie);
  return {
    cookie: out.headers.get("set-cookie")?.split(";")[0] ?? "",
    authorize: new URL(out.headers.get("location") ?? "about:blank"),
  };
}

/** Allows it on LINE's page. Returns where LINE leads the browser. */
async function approve(authorize: URL, userId: string): Promise<URL> {
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
async function wayBack(): Promise<Way> {
  const begun = await begin();
  const out = await goOut(begun.start);
  const callback = await approve(out.authorize, begun.userId);
  const back = await visit(callback, out.cookie);
  const confirm = new URL(back.headers.get("location") ?? "about:blank");
  return { ...begun, ...out, callback, confirmCode: confirm.searchParams.get("c") ?? "" };
}

/** As far as LINE: the callback has not been opened. */
async function wayOut(): Promise<Omit<Way, "confirmCode">> {
  const begun = await begin();
  const out = await goOut(begun.start);
  return { ...begun, ...out, callback: await approve(out.authorize, begun.userId) };
}

function visit(url: URL, cookie = ""): Promise<Response> {
  return fetch(url, { redirect: "manual", headers: { cookie, "accept-language": "ja" } });
}

type ProxyOptions = Omit<Partial<Parameters<typeof proxyRequest>[0]>, "path"> & {
  spoil?: (url: URL) => void;
};

/** As Shopify forwards it, over HTTP; `spoil` changes it after Shopify has signed it. */
async function viaProxy(path: string, { spoil, ...options }: ProxyOptions = {}): Promise<Response> {
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

const confirm = (way: Way, options: ProxyOptions = {}) =>
  viaProxy("/confirm", {
    customerGid: way.customerGid,
    form: { c: way.confirmCode },
    ...options,
  });

const change = (url: URL, changes: Record<string, string | null>) => {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, value);
  }
  return changed;
};

/** A login whose authorization request was changed on the way to LINE, and whose callback is opened as it comes. */
async function changedAuthorization(changes: Record<string, string | null>): Promise<Response> {
  const begun = await begin();
  const { authorize, cookie } = await goOut(begun.start);
  return visit(await approve(change(authorize, changes), begun.userId), cookie);
}

/** A login in which LINE's id token is another one. */
async function forgedIdToken(
  forge: (claims: Record<string, unknown>, secret: string) => Promise<string>,
): Promise<Response> {
  const { callback, cookie } = await wayOut();
  forgingLine.forge = (claims) => forge(claims, world.account.login.channelSecret);
  return visit(callback, cookie);
}

const sign = (claims: Record<string, unknown>, secret: string, alg = "HS256") =>
  new SignJWT(claims).setProtectedHeader({ alg, typ: "JWT" }).sign(Buffer.from(secret));
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seconds = () => Math.floor(Date.now() / 1_000);
const code = "x".repeat(27);

/** What is forged, the refusal (status and words of its page), and the forgery, up to the answer that refuses it. */
type Row = [forged: string, status: number, words: string, forge: () => Promise<Response>];

const UNKNOWN = "このページは開けません";
const REFUSED = "この画面は開けません";
const LINE_REFUSED = "LINEがログインを完了しませんでした";
const OTHER_BROWSER = "別のブラウザーで開かれました";
const NOT_VERIFIED = "ログインを確認できませんでした";

const state: Row[] = [
  [
    "no state",
    403,
    UNKNOWN,
    async () => ((way) => visit(change(way.callback, { state: null }), way.cookie))(await wayOut()),
  ],
  [
    "an empty state",
    403,
    UNKNOWN,
    async () => ((way) => visit(change(way.callback, { state: "" }), way.cookie))(await wayOut()),
  ],
  [
    "a made-up state",
    403,
    UNKNOWN,
    async () => ((way) => visit(change(way.callback, { state: code }), way.cookie))(await wayOut()),
  ],
  [
    "the state's hash, as a thief of the database has it",
    403,
    UNKNOWN,
    async () => {
      const way = await wayOut();
      const attempt = await world.db.loginAttempt.findFirstOrThrow({
        where: { customerGid: way.customerGid },
      });
      return visit(change(way.callback, { state: attempt.stateHash }), way.cookie);
    },
  ],
  [
    "the state of somebody else's login",
    403,
    OTHER_BROWSER,
    async () => {
      const [mine, theirs] = [await wayOut(), await wayOut()];
      return visit(
        change(mine.callback, { state: theirs.callback.searchParams.get("state") }),
        mine.cookie,
      );
    },
  ],
  [
    "the state of an earlier way out of the same browser",
    403,
    UNKNOWN,
    async () => {
      const begun = await begin();
      const first = await goOut(begun.start);
      const again = await goOut(begun.start, first.cookie);
      return visit(await approve(first.authorize, begun.userId), again.cookie);
    },
  ],
];

const nonce: Row[] = [
  [
    "another nonce on the way to LINE",
    403,
    NOT_VERIFIED,
    () => changedAuthorization({ nonce: code }),
  ],
  ["no nonce on the way to LINE", 403, NOT_VERIFIED, () => changedAuthorization({ nonce: null })],
];

const codes: Row[] = [
  [
    "no code",
    403,
    LINE_REFUSED,
    async () => ((way) => visit(change(way.callback, { code: null }), way.cookie))(await wayOut()),
  ],
  [
    "a made-up code",
    403,
    LINE_REFUSED,
    async () => ((way) => visit(change(way.callback, { code }), way.cookie))(await wayOut()),
  ],
  [
    "the code of somebody else's login",
    403,
    LINE_REFUSED,
    async () => {
      const [mine, theirs] = [await wayOut(), await wayOut()];
      return visit(
        change(mine.callback, { code: theirs.callback.searchParams.get("code") }),
        mine.cookie,
      );
    },
  ],
  [
    "a code that was spent",
    403,
    LINE_REFUSED,
    async () => {
      const [spent, mine] = [await wayOut(), await wayOut()];
      await visit(spent.callback, spent.cookie);
      return visit(
        change(mine.callback, { code: spent.callback.searchParams.get("code") }),
        mine.cookie,
      );
    },
  ],
  [
    "a code for another login channel",
    403,
    LINE_REFUSED,
    async () => {
      const { login } = world.account;
      const other = world.line.state.addLoginChannel({
        providerId: world.account.providerId,
        callbackUrls: login.callbackUrls,
      });
      return changedAuthorization({ client_id: other.channelId });
    },
  ],
];

const verifier: Row[] = [
  [
    "a challenge of the attacker's own verifier",
    403,
    LINE_REFUSED,
    () => changedAuthorization({ code_challenge: "A".repeat(43) }),
  ],
  [
    "somebody else's code, begun without a challenge",
    403,
    NOT_VERIFIED,
    async () => {
      const [mine, theirs] = [await wayOut(), await begin()];
      const out = await goOut(theirs.start);
      const bare = await approve(
        change(out.authorize, { code_challenge: null, code_challenge_method: null }),
        theirs.userId,
      );
      return visit(change(mine.callback, { code: bare.searchParams.get("code") }), mine.cookie);
    },
  ],
];

const cookies: Row[] = (
  [
    ["no cookie", ""],
    ["an empty cookie", "musubi_login="],
    ["a cookie that is none of ours", "musubi_login=forged"],
    [
      "a made-up cookie of the right form",
      `musubi_login=${encodeURIComponent(btoa(JSON.stringify(code)))}`,
    ],
    ["a cookie with JSON in it", `musubi_login=${encodeURIComponent(btoa('{"toString":1}'))}`],
    [
      "a cookie of another name",
      `__Host-musubi_login=${encodeURIComponent(btoa(JSON.stringify(code)))}`,
    ],
  ] as const
).map(([what, cookie]): Row => [
  what,
  403,
  OTHER_BROWSER,
  async () => visit((await wayOut()).callback, cookie),
]);
cookies.push(
  [
    "the cookie of another login",
    403,
    OTHER_BROWSER,
    async () => {
      const [mine, theirs] = [await wayOut(), await wayOut()];
      return visit(theirs.callback, mine.cookie);
    },
  ],
  [
    "a cookie tossed in front of the right one",
    403,
    OTHER_BROWSER,
    async () => {
      const [mine, theirs] = [await wayOut(), await wayOut()];
      return visit(theirs.callback, `${mine.cookie}; ${theirs.cookie}`);
    },
  ],
);

const identities: Row[] = [
  ["another shop's proxy", 404, REFUSED, async () => confirm(await wayBack(), { shop: otherShop })],
  [
    "an unknown shop",
    404,
    REFUSED,
    async () => confirm(await wayBack(), { shop: { domain: "nobody.myshopify.com" } }),
  ],
  [
    "the shop changed after signing",
    401,
    REFUSED,
    async () =>
      confirm(await wayBack(), { spoil: (url) => url.searchParams.set("shop", otherShop.domain) }),
  ],
  [
    "another customer",
    403,
    "別のお客様",
    async () => confirm(await wayBack(), { customerGid: (await begin()).customerGid }),
  ],
  [
    "nobody logged in",
    403,
    "ログイン",
    async () => confirm(await wayBack(), { customerGid: null }),
  ],
  [
    "the customer changed after signing",
    401,
    REFUSED,
    async () => {
      const way = await wayBack();
      const id = way.customerGid.split("/").at(-1) ?? "";
      return confirm(way, {
        customerGid: (await begin()).customerGid,
        spoil: (url) => url.searchParams.set("logged_in_customer_id", id),
      });
    },
  ],
  [
    "a second customer beside Shopify's",
    400,
    REFUSED,
    async () => {
      const way = await wayBack();
      const smuggled: [string, string][] = [
        ["logged_in_customer_id", way.customerGid.split("/").at(-1) ?? ""],
      ];
      return confirm(way, { customerGid: (await begin()).customerGid, smuggled });
    },
  ],
  [
    "the customer in the form",
    403,
    "別のお客様",
    async () => {
      const way = await wayBack();
      const id = way.customerGid.split("/").at(-1) ?? "";
      return confirm(way, {
        customerGid: (await begin()).customerGid,
        form: { c: way.confirmCode, logged_in_customer_id: id },
      });
    },
  ],
  [
    "a request that was signed two minutes ago",
    401,
    REFUSED,
    async () => confirm(await wayBack(), { signedAt: Date.now() - 120_000 }),
  ],
  [
    "no signature",
    401,
    REFUSED,
    async () => confirm(await wayBack(), { spoil: (url) => url.searchParams.delete("signature") }),
  ],
  [
    "a made-up confirm code",
    404,
    REFUSED,
    async () => confirm({ ...(await wayBack()), confirmCode: code }),
  ],
  [
    "the confirm code's hash, as a thief of the database has it",
    404,
    REFUSED,
    async () => {
      const way = await wayBack();
      const attempt = await world.db.loginAttempt.findFirstOrThrow({
        where: { customerGid: way.customerGid },
      });
      return confirm({ ...way, confirmCode: attempt.confirmHash ?? "" });
    },
  ],
  [
    "a login that never came back",
    404,
    REFUSED,
    async () => confirm({ ...(await wayOut()), confirmCode: "" }),
  ],
];

const idTokens: Row[] = (
  [
    ["signed with another secret", (claims) => sign(claims, "0".repeat(32))],
    ["signed with no secret", (claims) => sign(claims, " ")],
    ["`alg: none`, unsigned", async (claims) => `${part({ alg: "none" })}.${part(claims)}.`],
    [
      "`alg: None`, with the old signature",
      async (claims, secret) =>
        `${part({ alg: "None" })}.${part(claims)}.${(await sign(claims, secret)).split(".")[2]}`,
    ],
    ["another algorithm under the right secret", (claims, secret) => sign(claims, secret, "HS512")],
    [
      "a changed subject under the old signature",
      async (claims, secret) => {
        const [head, , signature] = (await sign(claims, secret)).split(".");
        return `${head}.${part({ ...claims, sub: lineUserId() })}.${signature}`;
      },
    ],
    ["for another channel", (claims, secret) => sign({ ...claims, aud: "1234567890" }, secret)],
    ["for nobody", (claims, secret) => sign({ ...claims, aud: undefined }, secret)],
    [
      "of another issuer",
      (claims, secret) => sign({ ...claims, iss: "https://access.line.me.evil.example" }, secret),
    ],
    ["of no issuer", (claims, secret) => sign({ ...claims, iss: undefined }, secret)],
    ["of another login", (claims, secret) => sign({ ...claims, nonce: code }, secret)],
    ["of no login", (claims, secret) => sign({ ...claims, nonce: undefined }, secret)],
    ["past its end", (claims, secret) => sign({ ...claims, exp: seconds() - 120 }, secret)],
    ["without an end", (claims, secret) => sign({ ...claims, exp: undefined }, secret)],
    ["not valid yet", (claims, secret) => sign({ ...claims, nbf: seconds() + 3_600 }, secret)],
    [
      "issued in the future",
      (claims, secret) =>
        sign({ ...claims, iat: seconds() + 3_600, exp: seconds() + 7_200 }, secret),
    ],
    [
      "about somebody who is no LINE user",
      (claims, secret) => sign({ ...claims, sub: "admin" }, secret),
    ],
    ["that is none", async () => "not.a.token"],
  ] as [string, (claims: Record<string, unknown>, secret: string) => Promise<string>][]
).map(([what, forge]): Row => [
  `an id token ${what}`,
  403,
  NOT_VERIFIED,
  () => forgedIdToken(forge),
]);

const replays: Row[] = [
  [
    "a way out that another browser has taken",
    410,
    "使用済み",
    async () => visit((await wayOut()).start),
  ],
  [
    "a way out after the login came back",
    410,
    "使用済み",
    async () => ((way) => visit(way.start, way.cookie))(await wayBack()),
  ],
  [
    "a callback that was opened before",
    403,
    "使用済み",
    async () => ((way) => visit(way.callback, way.cookie))(await wayBack()),
  ],
  [
    "a callback that was opened before with a wrong code",
    403,
    "使用済み",
    async () => {
      const way = await wayOut();
      await visit(change(way.callback, { code }), way.cookie);
      return visit(way.callback, way.cookie);
    },
  ],
];

const browsers: Row[] = [
  [
    "begun in one browser, finished in another",
    403,
    OTHER_BROWSER,
    async () => visit((await wayOut()).callback),
  ],
  [
    "begun in one browser, finished in one that has a login of its own under way",
    403,
    OTHER_BROWSER,
    async () => {
      const [theirs, mine] = [await wayOut(), await wayOut()];
      return visit(theirs.callback, mine.cookie);
    },
  ],
  [
    "sent out in a victim's browser, confirmed there",
    403,
    "別のお客様",
    async () => {
      const [attacker, victim] = [await begin(), await begin()];
      const out = await goOut(attacker.start);
      const back = await visit(await approve(out.authorize, victim.userId), out.cookie);
      const confirmCode = new URL(back.headers.get("location") ?? "").searchParams.get("c") ?? "";
      return viaProxy("/confirm", { customerGid: victim.customerGid, form: { c: confirmCode } });
    },
  ],
  [
    "a confirmation page mailed to another customer",
    403,
    "別のお客様",
    async () => {
      const way = await wayBack();
      const { customerGid } = await begin();
      return viaProxy(`/confirm?c=${way.confirmCode}`, { customerGid });
    },
  ],
];

const rows = [
  ...state,
  ...nonce,
  ...codes,
  ...verifier,
  ...cookies,
  ...identities,
  ...idTokens,
  ...replays,
  ...browsers,
];

test.each(rows)(
  "forged: %s → %i %s; nobody is linked, and nothing is told to a stranger",
  async (_forged, status, words, forge) => {
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
  },
);

test("an honest way makes the link, and confirming again makes no second", async () => {
  const way = await wayBack();
  const done = await confirm(way);
  expect([done.status, done.headers.get("location")]).toEqual([
    303,
    expect.stringContaining("musubi=linked"),
  ]);
  expect((await confirm(way)).status).toBe(303);
  const links = await world.db.link.findMany({ include: { friend: true, customer: true } });
  expect(links).toMatchObject([
    { friend: { lineUserId: way.userId }, customer: { shopifyGid: way.customerGid } },
  ]);
  // A confirmation that was used ties nobody else, and does not tie again what was undone.
  expect((await confirm(way, { customerGid: (await begin()).customerGid })).status).toBe(403);
  await world.db.link.deleteMany();
  expect((await confirm(way)).status).toBe(410);
  expect(await world.db.link.count()).toBe(0);
});

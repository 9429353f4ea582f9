import { expect, test } from "vitest";
import {
  approve,
  begin,
  change,
  changedAuthorization,
  confirm,
  type Forgery,
  goOut,
  holdRefusal,
  NOT_VERIFIED,
  otherShop,
  viaProxy,
  visit,
  wayBack,
  wayOut,
  world,
} from "./forgery-world.ts";

const code = "x".repeat(27);
const UNKNOWN = "このページは開けません";
const REFUSED = "この画面は開けません";
const LINE_REFUSED = "LINEがログインを完了しませんでした";
const OTHER_BROWSER = "別のブラウザーで開かれました";

const state: Forgery[] = [
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

const nonce: Forgery[] = [
  [
    "another nonce on the way to LINE",
    403,
    NOT_VERIFIED,
    () => changedAuthorization({ nonce: code }),
  ],
  ["no nonce on the way to LINE", 403, NOT_VERIFIED, () => changedAuthorization({ nonce: null })],
];

const codes: Forgery[] = [
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

const verifier: Forgery[] = [
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

const cookies: Forgery[] = (
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
).map(([what, cookie]): Forgery => [
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

const identities: Forgery[] = [
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

const replays: Forgery[] = [
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

const browsers: Forgery[] = [
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

test.each([
  ...state,
  ...nonce,
  ...codes,
  ...verifier,
  ...cookies,
  ...identities,
  ...replays,
  ...browsers,
])("forged: %s → %i %s; nobody is linked, and nothing is told to a stranger", (...forgery) =>
  holdRefusal(forgery),
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

import { generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { beforeEach, expect, test } from "vitest";
import { createChannel } from "#tests/factories/channel.ts";
import { createFriend, lineUserId } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createShop } from "#tests/factories/shop.ts";
import { startLiffWorld } from "./liff-world.ts";

const world = await startLiffWorld();
const { db, shop, line, account, addPerson, addCustomer, enter, askFor, proveToBe } = world;
const { channelSecret } = account.login;

const seconds = () => Math.floor(Date.now() / 1_000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const hs256 = (claims: JWTPayload, secret: string) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(secret));
const stranger = await generateKeyPair("ES256");
const certs = () => line.keys.certs().keys[0]!;

test.each<[string, (claims: JWTPayload) => Promise<string>]>([
  ["ES256, by LINE's key", (claims) => line.keys.sign(claims)],
  ["HS256, under the channel secret", (claims) => hs256(claims, channelSecret)],
])("an id token of a LIFF page is taken: %s", async (_what, sign) => {
  const browser = world.newBrowser();
  const answer = await browser.identify(await sign(world.claimsOf(addPerson().userId)));
  expect([answer.status, answer.location]).toEqual([303, expect.stringContaining("/link")]);
  expect((await browser.get("/link")).status).toBe(200);
});

test.each<[string, (claims: JWTPayload) => Promise<string>]>([
  [
    "signed by a stranger's key under LINE's name for its own",
    (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", kid: certs().kid })
        .sign(stranger.privateKey),
  ],
  ["under the name of a key that LINE does not have", (claims) => line.keys.sign(claims, "other")],
  [
    "by a key that the token brings along",
    (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", jwk: { kty: "EC" }, kid: "mine" })
        .sign(stranger.privateKey),
  ],
  ["HS256 under LINE's public key", (claims) => hs256(claims, JSON.stringify(certs()))],
  ["HS256 under the public key's bytes", (claims) => hs256(claims, certs().x ?? "")],
  ["HS256 under another secret", (claims) => hs256(claims, "0".repeat(32))],
  [
    "HS256 under the Messaging channel's secret",
    (claims) => hs256(claims, account.bot.channelSecret),
  ],
  ["`alg: none`, unsigned", async (claims) => `${part({ alg: "none" })}.${part(claims)}.`],
  [
    "`alg: none` with LINE's signature of it",
    async (claims) =>
      `${part({ alg: "none" })}.${part(claims)}.${(await line.keys.sign(claims)).split(".")[2]}`,
  ],
  [
    "HS256 in its header over an ES256 signature",
    async (claims) => {
      const [, body, signature] = (await line.keys.sign(claims)).split(".");
      return `${part({ alg: "HS256", kid: certs().kid })}.${body}.${signature}`;
    },
  ],
  [
    "a changed subject under the old signature",
    async (claims) => {
      const [head, , signature] = (await line.keys.sign(claims)).split(".");
      return `${head}.${part({ ...claims, sub: lineUserId() })}.${signature}`;
    },
  ],
  ["for another channel", (claims) => line.keys.sign({ ...claims, aud: "1234567890" })],
  [
    "for the Messaging channel",
    (claims) => line.keys.sign({ ...claims, aud: account.bot.channelId }),
  ],
  ["for nobody", (claims) => line.keys.sign({ ...claims, aud: undefined })],
  ["of another issuer", (claims) => line.keys.sign({ ...claims, iss: "https://line.me" })],
  ["past its end", (claims) => line.keys.sign({ ...claims, exp: seconds() - 120 })],
  ["without an end", (claims) => line.keys.sign({ ...claims, exp: undefined })],
  ["issued two hours ago", (claims) => line.keys.sign({ ...claims, iat: seconds() - 7_200 })],
  ["of a time to come", (claims) => line.keys.sign({ ...claims, iat: seconds() + 3_600 })],
  [
    "that does not say when it was issued",
    (claims) => line.keys.sign({ ...claims, iat: undefined }),
  ],
  ["about somebody who is no LINE user", (claims) => line.keys.sign({ ...claims, sub: "admin" })],
  ["about nobody", (claims) => line.keys.sign({ ...claims, sub: undefined })],
  ["that is none", async () => "not.a.token"],
  ["that is missing", async () => ""],
])("forged: an id token %s opens nothing", async (_what, forge) => {
  const browser = world.newBrowser();
  const answer = await browser.identify(await forge(world.claimsOf(addPerson().userId)));
  expect([answer.status, answer.body]).toEqual([
    403,
    expect.stringContaining("LINEアカウントを確認できませんでした"),
  ]);
  expect((await browser.get("/link")).location).toBe(world.base);
});

beforeEach(async () => {
  await db.link.deleteMany();
  await db.rateCount.deleteMany();
});

/** Of whom no refusal may tell. */
const SECRETS = ["秘密", "花子", "himitsu"];
const secretCustomer = (more: object = {}) =>
  addCustomer({ email: `himitsu-${crypto.randomUUID()}@example.jp`, ...more });

type Answer = { status: number; body: string; location: string | null };

/** What is tried, the refusal (status, and words of its page or where it leads), and the try. */
const refusals: [tried: string, status: number, words: string, tries: () => Promise<Answer>][] = [
  [
    "an id token in a browser that never opened the page (a post from another site has no cookie)",
    403,
    "LINEから開き直してください",
    async () =>
      world.newBrowser().post("/identify", { id_token: await world.idTokenOf(addPerson().userId) }),
  ],
  [
    "an id token that another browser has shown",
    403,
    "別のブラウザーで使われました",
    async () => {
      const token = await world.idTokenOf(addPerson().userId);
      await world.newBrowser().identify(token);
      return world.newBrowser().identify(token);
    },
  ],
  ["the form without LINE's word", 303, "/liff/", () => world.newBrowser().get("/link")],
  [
    "a post without LINE's word",
    303,
    "/liff/",
    () => world.newBrowser().link({ intent: "ask", address: "a@example.jp" }),
  ],
  [
    "a made-up cookie",
    303,
    "/liff/",
    async () => {
      const browser = world.newBrowser();
      browser.takeCookie(`musubi_liff=${"x".repeat(27)}`);
      return browser.get("/member");
    },
  ],
  [
    "a session of half an hour ago",
    303,
    "/liff/",
    async () => {
      const her = await enter();
      await db.liffSession.updateMany({
        where: { lineUserId: her.userId },
        data: { expiresAt: new Date() },
      });
      return her.get("/link");
    },
  ],
  [
    "a session at another shop's LIFF app",
    303,
    "/liff/",
    async () => {
      const her = await enter();
      const other = await otherApp();
      const answer = await fetch(`${world.product.url}/liff/${other}/link`, {
        headers: { cookie: her.cookie() },
        redirect: "manual",
      });
      const { status } = answer;
      return { status, body: await answer.text(), location: answer.headers.get("location") };
    },
  ],
  ["a shop that nobody has", 404, "この画面は開けません", () => appless("/liff/1999999999/link")],
  ["an address that is none", 404, "この画面は開けません", () => appless("/liff/x'%20OR%201/link")],
  [
    "no address",
    422,
    "メールアドレスか",
    async () => (await enter()).link({ intent: "ask", address: "" }),
  ],
  [
    "an address that is none of either kind",
    422,
    "メールアドレスか",
    async () => (await enter()).link({ intent: "ask", address: "たろう" }),
  ],
  [
    "an address with a line break in it",
    422,
    "メールアドレスか",
    async () =>
      (await enter()).link({ intent: "ask", address: "a@example.jp\r\nBcc: b@example.jp" }),
  ],
  ["nothing at all", 400, "", async () => (await enter()).link({})],
  [
    "LINE's e-mail that LINE did not tell",
    422,
    "受け取れませんでした",
    async () => (await enter()).link({ intent: "line_email" }),
  ],
  ...["code", "confirm"].flatMap((intent): (typeof refusals)[number][] => [
    [
      `${intent} without a proof`,
      404,
      "この操作はできません",
      async () => (await enter()).link({ intent, code: "123456" }),
    ],
    [
      `${intent} with a made-up proof`,
      404,
      "この操作はできません",
      async () => (await enter()).link({ intent, proof: crypto.randomUUID(), code: "123456" }),
    ],
    [
      `${intent} with another person's proof, and its right code`,
      404,
      "この操作はできません",
      async () => {
        const { proofId, code } =
          intent === "code"
            ? await askFor(await secretCustomer())
            : await proveToBe(await secretCustomer());
        return (await enter()).link({ intent, proof: proofId, code });
      },
    ],
  ]),
  [
    "the right code of somebody else's mail",
    422,
    "確認コードが違います",
    async () => {
      const victim = await askFor(await secretCustomer());
      const mallory = await askFor(await secretCustomer());
      const { code } = victim;
      return mallory.link({ intent: "code", proof: mallory.proofId, code });
    },
  ],
  [
    "a code after ten minutes",
    410,
    "時間が経ちすぎました",
    async () => {
      const her = await askFor(await secretCustomer());
      await end(her.proofId);
      return her.link({ intent: "code", proof: her.proofId, code: her.code });
    },
  ],
  [
    "the code of a mail that a later one replaced",
    410,
    "時間が経ちすぎました",
    async () => {
      const customer = await secretCustomer();
      const her = await askFor(customer);
      await her.link({ intent: "ask", address: customer.email ?? "" });
      return her.link({ intent: "code", proof: her.proofId, code: her.code });
    },
  ],
  [
    "the right code after five wrong ones",
    429,
    "入力回数を超えました",
    async () => {
      const her = await askFor(await secretCustomer());
      for (let tries = 0; tries < 5; tries++)
        await her.link({ intent: "code", proof: her.proofId, code: "x" });
      return her.link({ intent: "code", proof: her.proofId, code: her.code });
    },
  ],
  [
    "a code for an address that nobody has, of all codes the one that its proof would have",
    422,
    "確認コードが違います",
    async () => {
      const her = await askFor({ email: "nobody-at-all@example.jp" });
      const { linkCodeOf } = await import("#app/linking/liff/link-code.server.ts");
      return her.link({ intent: "code", proof: her.proofId, code: linkCodeOf(her.proofId) });
    },
  ],
  [
    "a confirmation before the code",
    404,
    "この操作はできません",
    async () => {
      const her = await askFor(await secretCustomer());
      return her.link({ intent: "confirm", proof: her.proofId });
    },
  ],
  [
    "a confirmation after ten minutes",
    410,
    "時間が経ちすぎました",
    async () => {
      const her = await proveToBe(await secretCustomer());
      await end(her.proofId);
      return her.link({ intent: "confirm", proof: her.proofId });
    },
  ],
  [
    "to be a customer who was deleted meanwhile",
    409,
    "お客様アカウントが見つかりません",
    async () => {
      const customer = await secretCustomer();
      const her = await proveToBe(customer);
      await db.customer.update({ where: { id: customer.id }, data: { deletedAt: new Date() } });
      return her.link({ intent: "confirm", proof: her.proofId });
    },
  ],
  [
    "another person's unlinking",
    404,
    "連携は解除されていません",
    async () => {
      const { linkId } = await linkedPair();
      return (await enter()).post("/member", { link: linkId });
    },
  ],
  [
    "unlinking what is not there",
    404,
    "連携は解除されていません",
    async () => (await enter()).post("/member", { link: crypto.randomUUID() }),
  ],
  [
    "unlinking nothing",
    404,
    "連携は解除されていません",
    async () => (await enter()).post("/member", {}),
  ],
  ["a member card of nobody", 303, "/link", async () => (await enter()).get("/member")],
];

const end = (id: string) => db.linkProof.update({ where: { id }, data: { expiresAt: new Date() } });

async function otherApp(): Promise<string> {
  const other = await createShop(db);
  const { sealLoginSecret } = await import("#app/channels/channel-secrets.server.ts");
  const channel = await createChannel(db, other);
  await db.channel.update({
    where: { id: channel.id },
    data: { loginSecret: sealLoginSecret(channel.id, "0".repeat(32)) },
  });
  const liffId = `${channel.loginChannelId}-abcdefgh`;
  await db.linkSettings.create({ data: { shopId: other.id, liffId } });
  return channel.loginChannelId ?? "";
}

async function appless(path: string): Promise<Answer> {
  const answer = await fetch(world.product.url + path, { headers: { "accept-language": "ja" } });
  return { status: answer.status, body: await answer.text(), location: null };
}

/** Somebody who is linked already, not by this page. */
async function linkedPair() {
  const customer = await secretCustomer();
  const channel = await db.channel.findUniqueOrThrow({ where: { shopId: shop.id } });
  const friend = await createFriend(db, channel, { displayName: "秘密の友だち" });
  const link = await createLink(db, friend, customer);
  return { customer, friend, linkId: link.id };
}

test.each(refusals)("tried: %s → %i %s; nobody is linked or told of", async (...row) => {
  const [, status, words, tries] = row;
  const answer = await tries();
  const linked = await db.link.count({ where: { method: "form" } });
  expect([answer.status, linked]).toEqual([status, 0]);
  if (status === 303) expect(answer.location).toContain(words);
  else expect(answer.body).toContain(words);
  for (const secret of SECRETS) expect(answer.body).not.toContain(secret);
  expect(answer.body).not.toMatch(/U[0-9a-f]{32}/);
});

test("a customer who is linked to somebody else stays so, and only their owner hears of it", async () => {
  const { customer, friend } = await linkedPair();
  const her = await askFor(customer);
  expect((await her.get("/link")).body).not.toContain("連携しています");
  await her.link({ intent: "code", proof: her.proofId, code: her.code });
  const answer = await her.link({ intent: "confirm", proof: her.proofId });
  expect([answer.status, answer.body]).toEqual([
    409,
    expect.stringContaining("すでに別のLINEアカウントと連携しています"),
  ]);
  expect(answer.body).not.toContain("秘密の友だち");
  expect(await db.link.findMany()).toMatchObject([{ friendId: friend.id }]);
});

test("who is linked is asked nothing, whatever they post, and a second confirmation is the same good news", async () => {
  const customer = await secretCustomer();
  const her = await proveToBe(customer);
  await her.link({ intent: "confirm", proof: her.proofId });
  for (const intent of ["ask", "line_email", "code", "confirm"]) {
    const answer = await her.link({
      intent,
      proof: her.proofId,
      address: "a@example.jp",
      code: "1",
    });
    expect([answer.status, answer.location]).toEqual([303, expect.stringContaining("/member")]);
  }
  expect(await db.link.count()).toBe(1);
});

test("of twenty confirmations at the same moment one makes the link, and all hear that it is made", async () => {
  const customer = await secretCustomer();
  const her = await proveToBe(customer);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => her.link({ intent: "confirm", proof: her.proofId })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  expect(await db.link.count()).toBe(1);
  const made = { action: "link.created", subject: customer.shopifyGid };
  expect(await db.auditEntry.count({ where: made })).toBe(1);
});

test("of two people who both prove to be one customer at the same moment one is linked", async () => {
  const customer = await secretCustomer();
  const both = [await proveToBe(customer), await proveToBe(customer)];
  const answers = await Promise.all(
    both.map((person) => person.link({ intent: "confirm", proof: person.proofId })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await db.link.count()).toBe(1);
});

test("of fifty codes that are tried at the same moment five are looked at", async () => {
  const her = await askFor(await secretCustomer());
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      her.link({ intent: "code", proof: her.proofId, code: String(index) }),
    ),
  );
  expect(answers.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(4);
  expect(answers.every(({ status }) => status === 422 || status === 429)).toBe(true);
  const proof = await db.linkProof.findUniqueOrThrow({ where: { id: her.proofId } });
  expect([proof.tries, proof.provedAt]).toEqual([5, null]);
});

test("known, unknown, taken and mailless addresses get the same answers, byte for byte, at every step", async () => {
  const { customer: taken } = await linkedPair();
  const mailless = await addCustomer({ email: null, phone: "+81312345678" });
  const known = await secretCustomer();
  const answersTo = async (address: string) => {
    const her = await enter();
    const seen: Answer[] = [];
    seen.push(await her.link({ intent: "ask", address }));
    seen.push(await her.get("/link"));
    await world.runCodeJobs();
    seen.push(await her.get("/link"));
    const proof = await her.proof();
    for (let tries = 0; tries < 6; tries++)
      seen.push(await her.link({ intent: "code", proof, code: "x" }));
    seen.push(await her.get("/link"));
    return seen.map(({ status, body, location }) => [
      status,
      body.replaceAll(proof, "…"),
      location,
    ]);
  };
  const first = await answersTo(known.email ?? "");
  for (const address of ["nobody@example.jp", taken.email ?? "", mailless.phone ?? ""])
    expect(await answersTo(address)).toEqual(first);
});

test("codes are asked for five times in an hour by one LINE user, of one address, known or not, and by one network", async () => {
  const known = await secretCustomer();
  const limited = { status: 429, body: expect.stringContaining("回数が多すぎます") as string };
  const her = await enter();
  for (let times = 0; times < 5; times++)
    expect(await her.link({ intent: "ask", address: `a${times}@example.jp` })).toMatchObject({
      status: 303,
    });
  const sixth = await her.link({ intent: "ask", address: "a6@example.jp" });
  expect(sixth).toMatchObject(limited);
  expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(0);
  for (const address of [known.email ?? "", "nobody-here@example.jp"]) {
    for (let times = 0; times < 5; times++)
      expect(await (await enter()).link({ intent: "ask", address })).toMatchObject({ status: 303 });
    expect(await (await enter()).link({ intent: "ask", address })).toMatchObject(limited);
  }
  const many = world.newBrowser("198.51.100.7");
  await db.rateCount.deleteMany();
  let last = 0;
  for (let times = 0; times < 61; times++) {
    await many.identify(await world.idTokenOf(addPerson().userId));
    last = (await many.link({ intent: "ask", address: `b${times}@example.jp` })).status;
    if (times < 60) expect(last).toBe(303);
  }
  expect(last).toBe(429);
});

test("what is kept of a code, an address and a limit opens nothing", async () => {
  const customer = await secretCustomer();
  const her = await askFor(customer);
  const rows = JSON.stringify([
    await db.linkProof.findMany(),
    await db.rateCount.findMany(),
    await db.liffSession.findMany(),
  ]);
  for (const secret of [her.code, customer.email ?? "", her.cookie().split("=")[1] ?? ""])
    expect(rows).not.toContain(secret);
});

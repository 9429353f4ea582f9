import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import { beforeEach, expect, test, vi } from "vitest";
import { startLine } from "#tests/setup/line.ts";

Object.assign(process.env, {
  NODE_ENV: "test",
  SHOPIFY_APP_URL: "https://musubi.test",
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  ENCRYPTION_KEY: "0f".repeat(32),
  LOG_LEVEL: "fatal",
});
const { line, faults, requests, addAccount } = await startLine();
const { authorizeUrl, checkLoginCredentials, exchangeCode, readFriendship, verifyIdToken } =
  await import("#app/line/login.server.ts");

const redirectUri = "https://musubi.test/line/callback";
const codeVerifier = "v".repeat(43);
const nonce = "nonce-of-this-attempt";
let account = addAccount();
let credentials = credentialsOf(account);

beforeEach(() => {
  faults.remove();
  account = addAccount();
  credentials = credentialsOf(account);
});

function credentialsOf({ login }: ReturnType<typeof addAccount>) {
  return { loginChannelId: login.channelId, loginSecret: login.channelSecret };
}

/** Allows everything on LINE's page, as a person in a browser, and reads the callback. */
async function logIn(): Promise<URLSearchParams> {
  const url = new URL(
    authorizeUrl({
      loginChannelId: credentials.loginChannelId,
      redirectUri,
      state: "state-of-this-attempt",
      nonce,
      codeChallenge: createHash("sha256").update(codeVerifier).digest("base64url"),
      botPrompt: "aggressive",
      locale: "ja",
    }),
  );
  const form = url.searchParams;
  form.set("userId", account.userId);
  form.set("decision", "approve");
  form.set("addFriend", "off");
  const answer = await fetch(`${url.origin}${url.pathname}/consent`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(answer.headers.get("location") ?? "").searchParams;
}

async function exchange(code: string | null) {
  return exchangeCode({ ...credentials, code: code ?? "", redirectUri, codeVerifier });
}

test("who logs in is told by LINE: code, id token and friendship", async () => {
  const callback = await logIn();
  expect(callback.get("state")).toBe("state-of-this-attempt");
  const tokens = await exchange(callback.get("code"));
  if (tokens.outcome !== "exchanged") throw new Error(tokens.outcome);
  expect(await verifyIdToken({ ...credentials, idToken: tokens.idToken, nonce })).toMatchObject({
    outcome: "verified",
    lineUserId: account.userId,
    displayName: "花子",
  });
  expect(await readFriendship(tokens)).toEqual({ outcome: "found", isFriend: true });
  line.state.setFriendship(account.bot.botUserId, account.userId, "blocked");
  expect(await readFriendship(tokens)).toEqual({ outcome: "found", isFriend: false });
});

test("without a linked bot there is no friendship to tell", async () => {
  line.state.updateLoginChannel(account.login.channelId, { linkedBotUserId: undefined });
  const tokens = await exchange((await logIn()).get("code"));
  if (tokens.outcome !== "exchanged") throw new Error(tokens.outcome);
  expect(await readFriendship(tokens)).toEqual({ outcome: "no_linked_bot" });
});

test("a code serves once, and only with the verifier it was begun with", async () => {
  const code = (await logIn()).get("code");
  expect(
    await exchangeCode({
      ...credentials,
      code: code ?? "",
      redirectUri,
      codeVerifier: "w".repeat(43),
    }),
  ).toMatchObject({ outcome: "refused", error: "invalid_grant" });
  const second = (await logIn()).get("code");
  expect(await exchange(second)).toMatchObject({ outcome: "exchanged" });
  expect(await exchange(second)).toEqual({ outcome: "refused", error: "invalid_grant" });
});

test("LINE tells a wrong id or secret from a right one", async () => {
  expect(await checkLoginCredentials({ ...credentials, redirectUri })).toEqual({
    outcome: "accepted",
  });
  const wrongSecret = { ...credentials, loginSecret: "0".repeat(32), redirectUri };
  expect(await checkLoginCredentials(wrongSecret)).toEqual({ outcome: "refused" });
  const wrongId = { ...credentials, loginChannelId: "1", redirectUri };
  expect(await checkLoginCredentials(wrongId)).toEqual({ outcome: "refused" });
  faults.add({ service: "line", endpoint: "POST /oauth2/v2.1/token", kind: "error" });
  expect(await checkLoginCredentials({ ...credentials, redirectUri })).toMatchObject({
    outcome: "unclear",
  });
});

const anHourAhead = () => Math.floor(Date.now() / 1_000) + 3_600;
const claims = () => ({
  iss: "https://access.line.me",
  sub: account.userId,
  aud: credentials.loginChannelId,
  iat: anHourAhead() - 3_600,
  exp: anHourAhead(),
  nonce,
});

function sign(payload: Record<string, unknown>, secret = credentials.loginSecret) {
  return new SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(secret));
}

test("an id token with all that is asked of it is taken", async () => {
  expect(
    await verifyIdToken({ ...credentials, idToken: await sign(claims()), nonce }),
  ).toMatchObject({ outcome: "verified", lineUserId: account.userId });
});

test.each<[string, () => Promise<string>]>([
  ["signed with another secret", () => sign(claims(), "0".repeat(32))],
  ["of another issuer", () => sign({ ...claims(), iss: "https://line.example" })],
  ["for another channel", () => sign({ ...claims(), aud: "1" })],
  ["past its end", () => sign({ ...claims(), exp: anHourAhead() - 7_200 })],
  ["kept from half an hour ago", () => sign({ ...claims(), iat: anHourAhead() - 5_400 })],
  ["of a time to come", () => sign({ ...claims(), iat: anHourAhead() })],
  ["that does not say when it was issued", () => sign({ ...claims(), iat: undefined })],
  ["without an end", () => sign({ ...claims(), exp: undefined })],
  ["of another login", () => sign({ ...claims(), nonce: "another" })],
  ["without a nonce", () => sign({ ...claims(), nonce: undefined })],
  ["about nobody of LINE's", () => sign({ ...claims(), sub: "admin" })],
  [
    "without a signature",
    async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      return `${part({ alg: "none" })}.${part(claims())}.`;
    },
  ],
  ["that is none", async () => "not a token"],
])("an id token %s is refused", async (_, make) => {
  const idToken = await make();
  expect(await verifyIdToken({ ...credentials, idToken, nonce })).toMatchObject({
    outcome: "refused",
  });
});

/** As a LIFF page has it: signed by LINE's own key, with no nonce of ours. */
const liffToken = () => line.keys.sign({ ...claims(), nonce: undefined, email: "a@example.jp" });
const verifyLiff = (idToken: string) => verifyIdToken({ ...credentials, idToken, nonce: null });

test("a LIFF page's id token is verified by LINE's keys, which are kept and read again when LINE has others", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const former = await liffToken();
  expect(await verifyLiff(former)).toMatchObject({ outcome: "verified", email: "a@example.jp" });
  const asked = () => requests.list().filter(({ path }) => path === "/oauth2/v2.1/certs").length;
  const before = asked();
  await verifyLiff(former);
  expect(asked()).toBe(before);
  await line.keys.rotate();
  vi.advanceTimersByTime(31_000);
  expect(await verifyLiff(await liffToken())).toMatchObject({ outcome: "verified" });
  expect(await verifyLiff(former)).toMatchObject({ outcome: "verified" });
  expect(asked()).toBe(before + 1);
  await line.keys.rotate();
  await line.keys.rotate();
  // Made-up names of keys do not make us ask again and again.
  for (let times = 0; times < 5; times++)
    expect(await verifyLiff(await line.keys.sign(claims(), `made-up-${times}`))).toMatchObject({
      outcome: "refused",
    });
  expect(asked()).toBe(before + 1);
  vi.useRealTimers();
});

test("while LINE does not tell its keys nobody is verified, and nobody is refused", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.advanceTimersByTime(11 * 60_000);
  faults.add({ service: "line", endpoint: "GET /oauth2/v2.1/certs", kind: "error" });
  expect(await verifyLiff(await liffToken())).toEqual({ outcome: "unclear", reason: "no_keys" });
  faults.remove();
  expect(await verifyLiff(await liffToken())).toMatchObject({ outcome: "verified" });
  vi.useRealTimers();
});

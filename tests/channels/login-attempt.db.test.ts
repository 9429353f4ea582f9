import { beforeEach, expect, test } from "vitest";
import { randomCode } from "#app/platform/crypto.server.ts";
import { createChannelWorld } from "./channel-world.ts";

const world = await createChannelWorld();
const { db, faults, line } = world;
const { beginLogin, findReturningLogin, sendToLine, takeReturnedLogin } =
  await import("#app/channels/login-attempt.server.ts");
const { finishMerchantLogin } = await import("#app/channels/finish-merchant-login.server.ts");
const { readMerchantLoginState } = await import("#app/channels/merchant-login-state.server.ts");

beforeEach(() => void faults.remove());

type Connected = Awaited<ReturnType<typeof world.connectedShop>>;

async function begin({ shopId }: Connected, purpose: "merchant" | "customer" = "merchant") {
  const { id: channelId } = await world.row(shopId);
  const begun = await beginLogin({
    db,
    shopId,
    channelId,
    purpose,
    returnPath: "/app/settings",
    locale: "ja",
  });
  return { ...begun, code: new URL(begun.startUrl).searchParams.get("attempt") ?? "" };
}

async function sendOut(code: string, browserCookie: string | null = null) {
  const sent = await sendToLine({ db, code, browserCookie });
  if (sent.outcome !== "out") throw new Error(sent.reason);
  return sent;
}

/** What the person does on LINE's page; returns the query that LINE sends back. */
async function onLine(
  url: string,
  userId: string,
  choice = { decision: "approve", addFriend: "off" },
) {
  const page = new URL(url);
  const form = new URLSearchParams({ ...Object.fromEntries(page.searchParams), ...choice, userId });
  const consent = `${page.origin}${page.pathname}/consent`;
  const answer = await fetch(consent, { method: "POST", body: form, redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "").searchParams;
}

/** The whole way of one browser, up to the proof. */
async function logIn(
  connected: Connected,
  userId = connected.account.userId,
  decision = "approve",
) {
  const { code, attemptId } = await begin(connected);
  const { url, browserCookie } = await sendOut(code);
  const query = await onLine(url, userId, { decision, addFriend: "off" });
  const found = await findReturningLogin({ db, state: query.get("state") ?? "" });
  expect(found).toEqual({ attemptId, purpose: "merchant", locale: "ja" });
  const taken = await takeReturnedLogin({ db, attemptId, browserCookie });
  if (taken.outcome !== "taken") throw new Error(taken.reason);
  const result = await finishMerchantLogin({
    db,
    login: taken.login,
    code: query.get("code"),
    error: query.get("error"),
  });
  return { result, attemptId };
}

test("the merchant's own login proves the set-up and becomes the address of test sends", async () => {
  const connected = await world.connectedShop();
  const { shopId, account } = connected;
  const { result, attemptId } = await logIn(connected);
  expect(result).toEqual({ outcome: "proved", displayName: "花子" });
  expect(await world.row(shopId)).toMatchObject({
    testLineUserId: account.userId,
    testDisplayName: "花子",
    loginProblem: null,
  });
  expect(await readMerchantLoginState({ db, shopId, attemptId })).toBe("finished");
});

test("a merchant who is no friend of the account is told so", async () => {
  const connected = await world.connectedShop();
  const { bot, userId } = connected.account;
  line.state.setFriendship(bot.botUserId, userId, "none");
  expect((await logIn(connected)).result).toEqual({ outcome: "problem", problem: "not_friend" });
  expect(await world.row(connected.shopId)).toMatchObject({
    loginProblem: "not_friend",
    testLineUserId: null,
  });
});

test("a login channel without a linked bot is recognised", async () => {
  const connected = await world.connectedShop();
  line.state.updateLoginChannel(connected.account.login.channelId, { linkedBotUserId: undefined });
  expect((await logIn(connected)).result).toMatchObject({ problem: "bot_not_linked" });
});

test("a login channel that is linked to another bot of the provider is recognised", async () => {
  const connected = await world.connectedShop();
  const { providerId, login } = connected.account;
  const { botUserId } = line.state.addMessagingChannel({ providerId });
  line.state.updateLoginChannel(login.channelId, { linkedBotUserId: botUserId });
  expect((await logIn(connected)).result).toMatchObject({ problem: "other_bot_linked" });
});

test("a login channel of another provider is recognised", async () => {
  const connected = await world.connectedShop();
  const other = world.addAccount();
  const outcome = await world.connect(connected.shopId, connected.account, {
    loginChannelId: other.login.channelId,
    loginSecret: other.login.channelSecret,
  });
  expect(outcome).toEqual({ outcome: "connected" });
  expect((await logIn(connected, other.userId)).result).toMatchObject({
    problem: "other_provider",
  });
});

test("who cancels at LINE has proved nothing, and what was proved before stays", async () => {
  const connected = await world.connectedShop();
  await logIn(connected);
  expect((await logIn(connected, undefined, "cancel")).result).toMatchObject({
    problem: "cancelled",
  });
  expect(await world.row(connected.shopId)).toMatchObject({
    loginProblem: "cancelled",
    testLineUserId: connected.account.userId,
  });
});

test.each([
  ["POST /oauth2/v2.1/token", "error"],
  ["GET /friendship/v1/status", "error"],
  ["GET /v2/bot/profile/{userId}", "rate-limit"],
] as const)("when %s fails with %s the proof is unclear, not wrong", async (endpoint, kind) => {
  const connected = await world.connectedShop();
  faults.add({ service: "line", endpoint, kind });
  expect((await logIn(connected)).result).toMatchObject({ problem: "unclear" });
});

test("a reissued login secret is told as such", async () => {
  const connected = await world.connectedShop();
  line.state.updateLoginChannel(connected.account.login.channelId, {
    channelSecret: "e".repeat(32),
  });
  expect((await logIn(connected)).result).toMatchObject({ problem: "secret_refused" });
});

test("a login comes back once, and only in the browser that went out", async () => {
  const connected = await world.connectedShop();
  const { code, attemptId } = await begin(connected);
  const { browserCookie } = await sendOut(code);
  for (const foreign of [null, "", randomCode()]) {
    expect(await takeReturnedLogin({ db, attemptId, browserCookie: foreign })).toEqual({
      outcome: "refused",
      reason: "other_browser",
      locale: "ja",
    });
  }
  const takes = await Promise.all([
    takeReturnedLogin({ db, attemptId, browserCookie }),
    takeReturnedLogin({ db, attemptId, browserCookie }),
  ]);
  expect(takes.map(({ outcome }) => outcome).sort()).toEqual(["refused", "taken"]);
  expect(await takeReturnedLogin({ db, attemptId, browserCookie })).toMatchObject({
    reason: "used",
  });
});

test("an attempt that no browser went out with cannot come back", async () => {
  const { attemptId } = await begin(await world.connectedShop());
  expect(await takeReturnedLogin({ db, attemptId, browserCookie: randomCode() })).toMatchObject({
    outcome: "refused",
    reason: "other_browser",
  });
});

test("the browser that set out first keeps the attempt: another is refused, it may set out again", async () => {
  const { code } = await begin(await world.connectedShop());
  const first = await sendOut(code);
  expect(await sendToLine({ db, code, browserCookie: null })).toMatchObject({
    outcome: "refused",
    reason: "used",
  });
  const again = await sendOut(code, first.browserCookie);
  expect(again.browserCookie).toBe(first.browserCookie);
  const stateOf = (url: string) => new URL(url).searchParams.get("state") ?? "";
  expect(await findReturningLogin({ db, state: stateOf(first.url) })).toBeNull();
  expect(await findReturningLogin({ db, state: stateOf(again.url) })).not.toBeNull();
});

test("two tabs of one browser do not lock each other out", async () => {
  const connected = await world.connectedShop();
  const [one, two] = [await begin(connected), await begin(connected)];
  const first = await sendOut(one.code);
  const second = await sendOut(two.code, first.browserCookie);
  for (const { attemptId } of [one, two]) {
    expect(
      await takeReturnedLogin({ db, attemptId, browserCookie: second.browserCookie }),
    ).toMatchObject({ outcome: "taken" });
  }
});

test("a cookie that we did not make is not taken over", async () => {
  const { code } = await begin(await world.connectedShop());
  const { browserCookie } = await sendOut(code, "chosen by somebody else");
  expect(browserCookie).toMatch(/^[\w-]{27}$/);
});

test("after ten minutes an attempt neither goes out nor comes back", async () => {
  const connected = await world.connectedShop();
  const { code, attemptId } = await begin(connected);
  const { browserCookie } = await sendOut(code);
  const { shopId } = connected;
  expect(await readMerchantLoginState({ db, shopId, attemptId })).toBe("waiting");
  await db.loginAttempt.update({
    where: { id: attemptId },
    data: { expiresAt: new Date(Date.now() - 1) },
  });
  expect(await sendToLine({ db, code, browserCookie })).toMatchObject({ reason: "expired" });
  expect(await takeReturnedLogin({ db, attemptId, browserCookie })).toMatchObject({
    reason: "expired",
  });
  expect(await readMerchantLoginState({ db, shopId, attemptId })).toBe("expired");
});

test("forged codes and states belong to nothing", async () => {
  for (const forged of ["", "x", randomCode()]) {
    expect(await sendToLine({ db, code: forged, browserCookie: null })).toEqual({
      outcome: "refused",
      reason: "unknown",
      locale: null,
    });
    expect(await findReturningLogin({ db, state: forged })).toBeNull();
  }
});

test("the database keeps no state, cookie, code or verifier that could be used", async () => {
  const { code, attemptId } = await begin(await world.connectedShop());
  const { url, browserCookie } = await sendOut(code);
  const row = JSON.stringify(await db.loginAttempt.findUnique({ where: { id: attemptId } }));
  const state = new URL(url).searchParams.get("state") ?? "";
  for (const secret of [code, state, browserCookie]) expect(row).not.toContain(secret);
});

test("the state of a login is told to its own shop only", async () => {
  const connected = await world.connectedShop();
  const { attemptId } = await begin(connected);
  const { shopId } = await world.connectedShop();
  expect(await readMerchantLoginState({ db, shopId, attemptId })).toBe("expired");
  expect(await readMerchantLoginState({ db, shopId, attemptId: "not a uuid" })).toBe("expired");
});

test("a login that comes back to a disconnected shop changes nothing", async () => {
  const connected = await world.connectedShop();
  const { shopId, account } = connected;
  const { code, attemptId } = await begin(connected);
  const { url, browserCookie } = await sendOut(code);
  const query = await onLine(url, account.userId);
  const { releaseChannel } = await import("#app/channels/release-channel.server.ts");
  await releaseChannel({ db, shopId, restoreWebhook: false, actor: "staff:1", now: new Date() });
  const taken = await takeReturnedLogin({ db, attemptId, browserCookie });
  if (taken.outcome !== "taken") throw new Error(taken.reason);
  const returned = { db, login: taken.login, code: query.get("code"), error: null };
  expect(await finishMerchantLogin(returned)).toMatchObject({ problem: "not_connected" });
  expect(await world.row(shopId)).toMatchObject({ testLineUserId: null, loginProblem: null });
});

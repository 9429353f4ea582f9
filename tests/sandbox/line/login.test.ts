import { createHash, randomBytes } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { expect, test, vi } from "vitest";
import { botServer, CALLBACK, lineWorld, postForm, request, type LineWorld } from "./line-world.ts";

const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

const authorizeParams = (world: LineWorld, change: Record<string, string> = {}) => ({
  response_type: "code",
  client_id: world.login.channelId,
  redirect_uri: CALLBACK,
  state: "s-1",
  scope: "openid profile",
  nonce: "n-1",
  code_challenge: challenge,
  code_challenge_method: "S256",
  ...change,
});

/** Logs the person in without a browser: one form post. */
const approve = (world: LineWorld, change: Record<string, string> = {}) =>
  postForm(`${world.line.urls.access}/oauth2/v2.1/authorize/consent`, {
    ...authorizeParams(world),
    userId: world.userId,
    decision: "approve",
    ...change,
  });

const location = (answer: { headers: Headers }) => new URL(answer.headers.get("location") ?? "");

const exchange = (world: LineWorld, code: string, change: Record<string, string> = {}) =>
  postForm(`${world.line.urls.api}/oauth2/v2.1/token`, {
    grant_type: "authorization_code",
    code,
    redirect_uri: CALLBACK,
    client_id: world.login.channelId,
    client_secret: world.login.channelSecret,
    code_verifier: verifier,
    ...change,
  });

type Tokens = { access_token: string; id_token: string; refresh_token: string };

async function logIn(world: LineWorld, change: Record<string, string> = {}): Promise<Tokens> {
  const code = location(await approve(world, change)).searchParams.get("code") ?? "";
  return (await exchange(world, code)).json as Tokens;
}

const asUser = (world: LineWorld, path: string, token: string) =>
  request(world.line.urls.api + path, "GET", undefined, { authorization: `Bearer ${token}` });

test("A login leads back with a code that buys tokens, and the id token is the channel's own", async () => {
  const world = await lineWorld();
  const back = location(await approve(world));
  expect(back.origin + back.pathname).toBe(CALLBACK);
  expect(back.searchParams.get("state")).toBe("s-1");
  const bought = await exchange(world, back.searchParams.get("code") ?? "");
  expect(bought).toMatchObject({
    status: 200,
    json: { token_type: "Bearer", expires_in: 2_592_000, scope: "openid profile" },
  });
  const { id_token } = bought.json as Tokens;
  expect(decodeProtectedHeader(id_token).alg).toBe("HS256");
  const secret = new TextEncoder().encode(world.login.channelSecret);
  const { payload } = await jwtVerify(id_token, secret, {
    issuer: "https://access.line.me",
    audience: world.login.channelId,
  });
  expect(payload).toMatchObject({ sub: world.userId, nonce: "n-1", name: "花子", amr: ["pwd"] });
  expect(payload).not.toHaveProperty("email");
});

test("A code is good once, for ten minutes of real time", async () => {
  const world = await lineWorld();
  const code = location(await approve(world)).searchParams.get("code") ?? "";
  expect((await exchange(world, code)).status).toBe(200);
  const invalid = { error: "invalid_grant", error_description: "invalid authorization code" };
  expect(await exchange(world, code)).toMatchObject({ status: 400, json: invalid });

  const second = location(await approve(world)).searchParams.get("code") ?? "";
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 601_000);
  const late = await exchange(world, second);
  vi.useRealTimers();
  expect(late).toMatchObject({ status: 400, json: invalid });
});

test.for([
  [
    "another redirect_uri",
    { redirect_uri: `${CALLBACK}?a=1` },
    "invalid_grant",
    "redirect_uri does not match",
  ],
  ["another verifier", { code_verifier: "x".repeat(43) }, "invalid_grant", "invalid code_verifier"],
  ["a wrong secret", { client_secret: "wrong" }, "invalid_client", "invalid client_secret"],
  ["an unknown channel", { client_id: "1" }, "invalid_client", "invalid client_id"],
  [
    "an unknown grant type",
    { grant_type: "password" },
    "unsupported_grant_type",
    "unsupported grant_type",
  ],
] as const)("No tokens are sold for %s", async ([, change, error, error_description]) => {
  const world = await lineWorld();
  const code = location(await approve(world)).searchParams.get("code") ?? "";
  expect(await exchange(world, code, change)).toMatchObject({
    status: 400,
    json: { error, error_description },
  });
});

test("A code that was started with PKCE is worth nothing without its verifier", async () => {
  const world = await lineWorld();
  const code = location(await approve(world)).searchParams.get("code") ?? "";
  const answer = await exchange(world, code, { code_verifier: "" });
  expect(answer).toMatchObject({
    status: 400,
    json: { error_description: "invalid code_verifier" },
  });
});

test.for([
  ["an unknown channel", { client_id: "1" }, "Invalid client_id value."],
  [
    "a foreign redirect_uri",
    { redirect_uri: "https://evil.example/callback" },
    "Invalid redirect_uri value.",
  ],
  ["a longer path", { redirect_uri: `${CALLBACK}/more` }, "Invalid redirect_uri value."],
] as const)("%s is answered with a page, never with a redirect", async ([, change, message]) => {
  const world = await lineWorld();
  const query = new URLSearchParams(authorizeParams(world, change));
  const answer = await request(`${world.line.urls.access}/oauth2/v2.1/authorize?${query}`, "GET");
  expect(answer.status).toBe(400);
  expect(answer.json).toContain(message);
});

test.for([
  ["no state", { state: "" }, "INVALID_REQUEST"],
  ["another response type", { response_type: "token" }, "UNSUPPORTED_RESPONSE_TYPE"],
  ["no known scope", { scope: "" }, "INVALID_SCOPE"],
  ["an unknown scope", { scope: "openid phone" }, "INVALID_SCOPE"],
  ["the e-mail scope without LINE's permission", { scope: "openid email" }, "INVALID_SCOPE"],
  ["plain PKCE", { code_challenge_method: "plain" }, "INVALID_REQUEST"],
  ["an unknown prompt", { prompt: "maybe" }, "INVALID_REQUEST"],
  ["an unknown bot_prompt", { bot_prompt: "pushy" }, "INVALID_REQUEST"],
  ["prompt=none without a login", { prompt: "none" }, "LOGIN_REQUIRED"],
] as const)("%s leads back with the error", async ([, change, error]) => {
  const world = await lineWorld();
  const query = new URLSearchParams(authorizeParams(world, change));
  const answer = await request(`${world.line.urls.access}/oauth2/v2.1/authorize?${query}`, "GET");
  expect(answer.status).toBe(302);
  expect(location(answer).searchParams.get("error")).toBe(error);
  expect(location(answer).searchParams.get("state")).toBe(
    change && "state" in change ? null : "s-1",
  );
});

test("Query parameters may be added to a registered callback", async () => {
  const world = await lineWorld();
  const back = location(await approve(world, { redirect_uri: `${CALLBACK}?shop=1` }));
  expect(back.searchParams.get("shop")).toBe("1");
  expect(back.searchParams.has("code")).toBe(true);
});

test("A cancelled consent leads back with ACCESS_DENIED and the state", async () => {
  const world = await lineWorld();
  const back = location(await approve(world, { decision: "cancel" }));
  expect(Object.fromEntries(back.searchParams)).toEqual({
    error: "ACCESS_DENIED",
    error_description: "The resource owner denied the request.",
    state: "s-1",
  });
});

test("A browser logs in at LINE once, and is known by its cookie after that", async () => {
  const world = await lineWorld();
  const { access } = world.line.urls;
  const start = `${access}/oauth2/v2.1/authorize?${new URLSearchParams(authorizeParams(world, { ui_locales: "ja" }))}`;
  const toLogin = await request(start, "GET");
  const loginPage = await request(
    new URL(toLogin.headers.get("location") ?? "", access).href,
    "GET",
  );
  expect(loginPage.json).toContain("LINEログイン");
  expect(loginPage.json).toContain("花子");

  const returnUri =
    new URL(toLogin.headers.get("location") ?? "", access).searchParams.get("returnUri") ?? "";
  const loggedIn = await postForm(`${access}/oauth2/v2.1/login`, {
    userId: world.userId,
    returnUri,
  });
  const cookie = (loggedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  expect(loggedIn.headers.get("set-cookie")).toContain("HttpOnly");
  const consentPage = await request(
    access + (loggedIn.headers.get("location") ?? ""),
    "GET",
    undefined,
    { cookie },
  );
  expect(consentPage.json).toContain("許可する");

  const approved = await postForm(
    `${access}/oauth2/v2.1/authorize/consent`,
    { ...authorizeParams(world), decision: "approve" },
    { cookie },
  );
  expect(location(approved).searchParams.has("code")).toBe(true);
  const silent = await request(`${start}&prompt=none`, "GET", undefined, { cookie });
  const again = await exchange(world, location(silent).searchParams.get("code") ?? "");
  expect(decodeJwt((again.json as Tokens).id_token).amr).toEqual(["linesso"]);
});

test("A consent without a login goes to the login page", async () => {
  const world = await lineWorld();
  const answer = await approve(world, { userId: "" });
  expect(answer.headers.get("location")).toMatch(/^\/oauth2\/v2\.1\/login\?returnUri=/);
});

test("Names are shown, not run, on LINE's pages", async () => {
  const world = await lineWorld();
  world.line.state.addUser({ displayName: "<script>alert(1)</script>" });
  const returnUri = `/oauth2/v2.1/authorize/consent?${new URLSearchParams(authorizeParams(world))}`;
  const page = await request(
    `${world.line.urls.access}/oauth2/v2.1/login?${new URLSearchParams({ returnUri })}`,
    "GET",
  );
  expect(page.json).toContain("&lt;script&gt;");
  expect(page.json).not.toContain("<script>");
});

test("Adding the bot while logging in makes a real friend and says that it changed", async () => {
  const world = await lineWorld();
  const server = await botServer();
  world.bot.webhook = { endpoint: server.url, active: true, redelivery: false };
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "none");
  const back = location(await approve(world, { bot_prompt: "normal", addFriend: "on" }));
  expect(back.searchParams.get("friendship_status_changed")).toBe("true");
  await vi.waitFor(() =>
    expect(server.received[0]?.body.events).toMatchObject([{ type: "follow" }]),
  );
  expect(world.line.state.friendship(world.bot.botUserId, world.userId)).toBe("following");
});

test("Who does not add the bot, or has it already, is told that nothing changed", async () => {
  const world = await lineWorld();
  const asked = location(await approve(world, { bot_prompt: "normal", addFriend: "on" }));
  expect(asked.searchParams.get("friendship_status_changed")).toBe("false");
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "none");
  const refused = location(await approve(world, { bot_prompt: "normal", prompt: "consent" }));
  expect(refused.searchParams.get("friendship_status_changed")).toBe("false");
  expect(world.line.state.friendship(world.bot.botUserId, world.userId)).toBe("none");
  const unasked = location(await approve(world, { prompt: "consent" }));
  expect(unasked.searchParams.has("friendship_status_changed")).toBe(false);
});

test("The aggressive prompt asks on a screen of its own", async () => {
  const world = await lineWorld();
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "none");
  const screen = await approve(world, { bot_prompt: "aggressive", ui_locales: "en" });
  expect(screen.status).toBe(200);
  expect(screen.json).toContain("Add 結び商店 as a friend");
});

test("A developing channel lets only its testers in", async () => {
  const world = await lineWorld();
  world.login.status = "developing";
  const refused = await approve(world);
  expect(refused.status).toBe(400);
  expect(refused.json).toContain("This channel is now developing status.");
  world.login.testerUserIds.push(world.userId);
  expect((await approve(world)).status).toBe(302);
});

test("The e-mail address stands in the id token only of a channel that may ask for it", async () => {
  const world = await lineWorld();
  world.login.emailPermission = true;
  const code =
    location(await approve(world, { scope: "openid email" })).searchParams.get("code") ?? "";
  const bought = (await exchange(world, code)).json as Tokens & { scope: string };
  expect(decodeJwt(bought.id_token)).toMatchObject({ email: "hanako@example.com" });
  expect(decodeJwt(bought.id_token)).not.toHaveProperty("name");
  expect(bought.scope).toBe("openid");
});

test("The access token opens the profile and the friendship until it is revoked", async () => {
  const world = await lineWorld();
  const { access_token } = await logIn(world);
  expect(await asUser(world, "/v2/profile", access_token)).toMatchObject({
    status: 200,
    json: { userId: world.userId, displayName: "花子" },
  });
  expect((await asUser(world, "/friendship/v1/status", access_token)).json).toEqual({
    friendFlag: true,
  });
  world.line.state.setFriendship(world.bot.botUserId, world.userId, "blocked");
  expect((await asUser(world, "/friendship/v1/status", access_token)).json).toEqual({
    friendFlag: false,
  });
  const verify = `/oauth2/v2.1/verify?${new URLSearchParams({ access_token })}`;
  expect((await request(world.line.urls.api + verify, "GET")).json).toMatchObject({
    client_id: world.login.channelId,
    scope: "openid profile",
  });

  const revoked = await postForm(`${world.line.urls.api}/oauth2/v2.1/revoke`, {
    client_id: world.login.channelId,
    client_secret: world.login.channelSecret,
    access_token,
  });
  expect(revoked.status).toBe(200);
  expect((await asUser(world, "/v2/profile", access_token)).status).toBe(401);
  expect(await request(world.line.urls.api + verify, "GET")).toMatchObject({
    status: 400,
    json: { error: "invalid_request", error_description: "access token expired" },
  });
});

test("A login token does not open the Messaging API, nor a channel's token a profile", async () => {
  const world = await lineWorld();
  const { access_token } = await logIn(world);
  expect((await asUser(world, "/v2/bot/info", access_token)).status).toBe(401);
  expect((await world.call("GET", "/v2/profile")).status).toBe(401);
});

test("A refresh token buys new access tokens and stays itself", async () => {
  const world = await lineWorld();
  const first = await logIn(world);
  const refresh = (refresh_token: string) =>
    postForm(`${world.line.urls.api}/oauth2/v2.1/token`, {
      grant_type: "refresh_token",
      refresh_token,
      client_id: world.login.channelId,
      client_secret: world.login.channelSecret,
    });
  const second = (await refresh(first.refresh_token)).json as Tokens;
  expect(second.refresh_token).toBe(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  expect((await asUser(world, "/v2/profile", second.access_token)).status).toBe(200);
  expect(await refresh("nonsense")).toMatchObject({
    status: 400,
    json: { error: "invalid_grant", error_description: "invalid refresh token" },
  });
});

test("LINE's own verification of an id token tells what is wrong with it", async () => {
  const world = await lineWorld();
  const { id_token } = await logIn(world);
  const verify = (form: Record<string, string>) =>
    postForm(`${world.line.urls.api}/oauth2/v2.1/verify`, {
      id_token,
      client_id: world.login.channelId,
      ...form,
    });
  expect(await verify({ nonce: "n-1", user_id: world.userId })).toMatchObject({
    status: 200,
    json: { sub: world.userId, aud: world.login.channelId },
  });
  const forged = (claims: object, secret = world.login.channelSecret) =>
    new SignJWT({ nonce: "n-1", ...claims })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject(world.userId)
      .setAudience(world.login.channelId)
      .sign(new TextEncoder().encode(secret));
  const wrongs: [Record<string, string>, string][] = [
    [{ id_token: "nonsense" }, "Invalid IdToken."],
    [{ id_token: await forged({}, "another secret of 32 characters!") }, "Invalid IdToken."],
    [{ id_token: await forged({ iss: "https://evil.example" }) }, "Invalid IdToken Issuer."],
    [{ id_token: await forged({ iss: "https://access.line.me", exp: 1 }) }, "IdToken expired."],
    [{ client_id: "1234567890" }, "Invalid IdToken Audience."],
    [{ nonce: "n-2" }, "Invalid IdToken Nonce."],
    [{ user_id: "U1" }, "Invalid IdToken Subject Identifier."],
  ];
  for (const [change, error_description] of wrongs) {
    expect(await verify(change)).toMatchObject({
      status: 400,
      json: { error: "invalid_request", error_description },
    });
  }
});

import { SignJWT } from "jose";
import { expect, test } from "vitest";

import {
  apiKey,
  apiSecret,
  askAdmin,
  exchangeOffline,
  requestToken,
  shopDomain,
  startStandIn,
} from "./stand-in-fixture.ts";

const shopName = "{ shop { name } }";

test("a session token is exchanged for an expiring offline token with the scopes of the toml", async () => {
  const { standIn } = await startStandIn();
  const { status, body } = await exchangeOffline(standIn);
  expect(status).toBe(200);
  expect(body).toMatchObject({ expires_in: 3_600, refresh_token_expires_in: 7_776_000 });
  expect(String(body.scope).split(",")).toContain("write_customers");
  const answer = await askAdmin(standIn, shopName, {}, { token: String(body.access_token) });
  expect(answer.body.data).toEqual({ shop: { name: "結び堂" } });
});

test("a non-expiring offline token is given out and refused by the Admin API with 403", async () => {
  const { standIn } = await startStandIn();
  const { body } = await exchangeOffline(standIn, shopDomain, "0");
  expect(body).not.toHaveProperty("refresh_token");
  const answer = await askAdmin(standIn, shopName, {}, { token: String(body.access_token) });
  expect(answer.status).toBe(403);
  expect(answer.body.errors).toContain("Non-expiring access tokens are no longer accepted");
});

test("an online token names the user it belongs to", async () => {
  const { standIn } = await startStandIn();
  const { createSessionToken } = await import("#sandbox/shopify/oauth/session-token.ts");
  const { body } = await requestToken(standIn, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: await createSessionToken(standIn.simulation, standIn.shop()),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
  });
  expect(body.associated_user).toMatchObject({ id: standIn.shop().staff.id, account_owner: true });
});

test.each([
  ["signed with another secret", { secret: "another", aud: apiKey, dest: shopDomain, life: 60 }],
  ["for another app", { secret: apiSecret, aud: "another", dest: shopDomain, life: 60 }],
  ["of another shop", { secret: apiSecret, aud: apiKey, dest: "other.myshopify.com", life: 60 }],
  ["expired", { secret: apiSecret, aud: apiKey, dest: shopDomain, life: -60 }],
])("a session token %s is refused as invalid_subject_token", async (_name, forged) => {
  const { standIn } = await startStandIn();
  const now = Math.floor(Date.now() / 1_000);
  const token = await new SignJWT({ dest: `https://${forged.dest}` })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(`https://${forged.dest}/admin`)
    .setAudience(forged.aud)
    .setSubject("1")
    .setExpirationTime(now + forged.life)
    .sign(new TextEncoder().encode(forged.secret));
  const { status, body } = await requestToken(standIn, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: token,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    expiring: "1",
  });
  expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
});

test("a refresh token may be used again until its successor is used, and then no more", async () => {
  const { standIn } = await startStandIn();
  const first = String((await exchangeOffline(standIn)).body.refresh_token);
  const refresh = (token: string) =>
    requestToken(standIn, { grant_type: "refresh_token", refresh_token: token });
  const second = await refresh(first);
  expect(second.status).toBe(200);
  expect((await refresh(first)).status).toBe(200);
  expect((await refresh(String(second.body.refresh_token))).status).toBe(200);
  const retired = await refresh(first);
  expect([retired.status, retired.body.error]).toEqual([400, "invalid_grant"]);
});

test("expired access tokens get 401 while the refresh token still brings a new one", async () => {
  const { standIn, control } = await startStandIn();
  const { body } = await exchangeOffline(standIn);
  await control("POST /tokens/expire");
  const answer = await askAdmin(standIn, shopName, {}, { token: String(body.access_token) });
  expect([answer.status, answer.body.errors]).toEqual([
    401,
    "[API] Invalid API key or access token (unrecognized login or wrong password)",
  ]);
  const again = await requestToken(standIn, {
    grant_type: "refresh_token",
    refresh_token: String(body.refresh_token),
  });
  expect(again.status).toBe(200);
});

test("after an uninstall tokens, refresh and exchange are all refused, and a new install mends it", async () => {
  const { standIn, control } = await startStandIn();
  const { body } = await exchangeOffline(standIn);
  await control("POST /uninstall");
  const answer = await askAdmin(standIn, shopName, {}, { token: String(body.access_token) });
  expect(answer.status).toBe(401);
  const refreshed = await requestToken(standIn, {
    grant_type: "refresh_token",
    refresh_token: String(body.refresh_token),
  });
  expect(refreshed.body.error).toBe("invalid_grant");
  expect((await exchangeOffline(standIn)).status).toBe(400);
  await control("POST /install");
  expect((await exchangeOffline(standIn)).status).toBe(200);
});

test("tokens of one shop open nothing of another", async () => {
  const { standIn } = await startStandIn({
    shops: [
      { domain: shopDomain, name: "結び堂" },
      { domain: "second.myshopify.com", name: "Second" },
    ],
  });
  const token = String((await exchangeOffline(standIn)).body.access_token);
  const answer = await askAdmin(standIn, shopName, {}, { token, shop: "second.myshopify.com" });
  expect(answer.status).toBe(401);
  const own = await askAdmin(standIn, shopName, {}, { shop: "second.myshopify.com" });
  expect(own.body.data).toEqual({ shop: { name: "Second" } });
});

import { expect, test, vi } from "vitest";
import { lineWorld, postForm, request } from "./line-world.ts";

test("A stateless token opens the API for 15 minutes of real time and not longer", async () => {
  const { line, bot, call } = await lineWorld();
  const issued = await postForm(`${line.urls.api}/oauth2/v3/token`, {
    grant_type: "client_credentials",
    client_id: bot.channelId,
    client_secret: bot.channelSecret,
  });
  expect(issued).toMatchObject({
    status: 200,
    json: { token_type: "Bearer", expires_in: 900, access_token: expect.any(String) as string },
  });
  expect(await call("GET", "/v2/bot/info")).toMatchObject({ status: 200 });

  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 901_000);
  const late = await call("GET", "/v2/bot/info");
  vi.useRealTimers();
  expect(late.status).toBe(401);
});

test("Travelling with the sandbox's clock does not end a token", async () => {
  const { clock, call } = await lineWorld();
  clock.advance(48 * 3_600_000);
  expect((await call("GET", "/v2/bot/info")).status).toBe(200);
});

test.for([
  ["a wrong secret", { client_secret: "wrong" }, "Invalid 'client_credentials'."],
  ["an unknown channel", { client_id: "1234567890" }, "Invalid 'client_credentials'."],
  ["another grant type", { grant_type: "password" }, "Invalid 'grant_type'."],
] as const)("No token is issued for %s", async ([, change, error_description]) => {
  const { line, bot } = await lineWorld();
  const form = {
    grant_type: "client_credentials",
    client_id: bot.channelId,
    client_secret: bot.channelSecret,
    ...change,
  };
  const answer = await postForm(`${line.urls.api}/oauth2/v3/token`, form);
  expect(answer).toMatchObject({
    status: 400,
    json: { error: "invalid_request", error_description },
  });
});

test("A missing, a foreign and a login channel's token are refused in LINE's words", async () => {
  const { line, login } = await lineWorld();
  const info = (headers: Record<string, string>) =>
    request(`${line.urls.api}/v2/bot/info`, "GET", undefined, headers);
  expect(await info({})).toMatchObject({
    status: 401,
    json: { message: expect.stringContaining("Authorization header required.") as string },
  });
  const invalid = {
    status: 401,
    json: {
      message:
        "Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.",
    },
  };
  expect(await info({ authorization: "Bearer nonsense" })).toMatchObject(invalid);
  const issued = await postForm(`${line.urls.api}/oauth2/v3/token`, {
    grant_type: "client_credentials",
    client_id: login.channelId,
    client_secret: login.channelSecret,
  });
  const { access_token } = issued.json as { access_token: string };
  expect(await info({ authorization: `Bearer ${access_token}` })).toMatchObject(invalid);
});

test("Every answer carries a request id of its own, also of an endpoint that LINE does not have", async () => {
  const { call } = await lineWorld();
  const first = await call("GET", "/v2/bot/info");
  const unknown = await call("GET", "/v2/bot/nothing");
  expect(unknown).toMatchObject({ status: 404, json: { message: "Not found" } });
  const ids = [first, unknown].map(({ headers }) => headers.get("x-line-request-id"));
  expect(new Set(ids).size).toBe(2);
  expect(ids).not.toContain(null);
});

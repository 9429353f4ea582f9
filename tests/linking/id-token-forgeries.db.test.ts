import { SignJWT } from "jose";
import { test } from "vitest";
import { lineUserId } from "#tests/factories/friend.ts";
import { type Forgery, forgedIdToken, holdRefusal, NOT_VERIFIED, world } from "./forgery-world.ts";

const sign = (claims: Record<string, unknown>, secret: string, alg = "HS256") =>
  new SignJWT(claims).setProtectedHeader({ alg, typ: "JWT" }).sign(Buffer.from(secret));
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const seconds = () => Math.floor(Date.now() / 1_000);
const code = "x".repeat(27);

const idTokens: Forgery[] = (
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
    ["of a LIFF page, signed by LINE's own key", (claims) => world.line.keys.sign(claims)],
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
).map(([what, forge]): Forgery => [
  `an id token ${what}`,
  403,
  NOT_VERIFIED,
  () => forgedIdToken(forge),
]);

test.each(idTokens)(
  "forged: %s → %i %s; nobody is linked, and nothing is told to a stranger",
  (...forgery) => holdRefusal(forgery),
);

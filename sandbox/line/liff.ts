import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import express, { type Express, type Response } from "express";
import { idTokenClaims } from "./id-tokens.ts";
import { newToken } from "./ids.ts";
import * as pages from "./liff-pages.ts";
import { type createLoginSessions, queryOf, sendPage } from "./login-browser.ts";
import { errorPage } from "./login-pages.ts";
import type { SigningKeys } from "./signing-keys.ts";
import type { LineStore } from "./store.ts";
import type { LiffApp, LoginChannel, PhoneUser } from "./state.ts";

export type LiffDependencies = { store: LineStore; keys: SigningKeys };

const CODE_MS = 10 * 60_000;
const readForm = express.text({ type: () => true });

type Found = { app: LiffApp; channel: LoginChannel };

/**
 * LIFF (LINE docs, "Opening a LIFF app"). `/liff/{liffId}` stands for https://liff.line.me/{liffId}: it leads to the
 * endpoint URL with path and query wrapped in `liff.state`. Opened on a phone of the sandbox (`?sandbox.user=U…`) it is
 * LINE's own browser: the first time it asks for consent, and the tokens stand behind the `#`. In any other browser
 * nobody is logged in, and `liff.login` leads here. `/liff-sdk/sdk.js` is the SDK that speaks with all of it.
 */
export function addLiff(
  server: Express,
  sessions: ReturnType<typeof createLoginSessions>,
  { store, keys }: LiffDependencies,
): void {
  const consents = new Set<string>();
  const codes = new Map<string, { found: Found; user: PhoneUser; challenge: string; at: number }>();

  function find(liffId: string): Found | undefined {
    for (const channel of store.loginChannels()) {
      const app = channel.liffApps.find((each) => each.liffId === liffId);
      if (app) return { app, channel };
    }
    return undefined;
  }

  function notFound(res: Response): void {
    sendPage(res, 404, errorPage(404, "The LIFF app was not found."));
  }

  /** Opens the LIFF app in LINE's own browser. */
  async function open(res: Response, found: Found, user: PhoneUser, state: string): Promise<void> {
    const { app, channel } = found;
    const userId = user.userIds[channel.providerId] ?? "";
    const tokens = new URLSearchParams({ access_token: newToken(), client_id: channel.channelId });
    const grant = { channelId: channel.channelId, userId, scopes: app.scopes, amr: ["linesso"] };
    if (app.scopes.includes("openid"))
      tokens.set("id_token", await keys.sign(idTokenClaims(channel, grant, user)));
    res.redirect(302, `${endpoint(app, state)}#${tokens}`);
  }

  server.get("/liff-sdk/sdk.js", (_req, res, next) => {
    bundleSdk().then(
      (script) => res.set("access-control-allow-origin", "*").type("js").send(script),
      next,
    );
  });

  /** What the SDK asks about its app, and about a code; from the page's own origin. */
  server.use("/liff/v1/sdk", (_req, res, next) => {
    res.set("access-control-allow-origin", "*");
    next();
  });
  server.get("/liff/v1/sdk/apps/:liffId", (req, res) => {
    const found = find(req.params.liffId);
    if (!found) return void res.status(404).json({ message: "not found" });
    res.json({ endpointUrl: found.app.endpointUrl, clientId: found.channel.channelId });
  });
  server.post("/liff/v1/sdk/token", readForm, (req, res, next) => {
    const form = new URLSearchParams(String(req.body));
    const code = codes.get(form.get("code") ?? "");
    const verifier = createHash("sha256").update(form.get("code_verifier") ?? "");
    codes.delete(form.get("code") ?? "");
    if (!code || Date.now() - code.at > CODE_MS || verifier.digest("base64url") !== code.challenge)
      return void res.status(400).json({ error: "invalid_grant" });
    const { app, channel } = code.found;
    const userId = code.user.userIds[channel.providerId] ?? "";
    const grant = { channelId: channel.channelId, userId, scopes: app.scopes, amr: ["pwd"] };
    keys
      .sign(idTokenClaims(channel, grant, code.user))
      .then((id_token) => res.json({ access_token: newToken(), id_token }), next);
  });

  server.get("/liff/v1/authorize", (req, res) => {
    const query = queryOf(req);
    const found = find(query.get("app_id") ?? "");
    const redirectUri = query.get("redirect_uri") ?? "";
    if (!found || !redirectUri.startsWith(found.app.endpointUrl)) return notFound(res);
    const fields = Object.fromEntries(query);
    const { providerId } = found.channel;
    sendPage(res, 200, pages.liffLoginPage({ users: store.users(), providerId, fields }));
  });
  server.post("/liff/v1/login", readForm, (req, res) => {
    const form = new URLSearchParams(String(req.body));
    const found = find(form.get("app_id") ?? "");
    const user = store.owner(form.get("userId") ?? "")?.user;
    const redirectUri = form.get("redirect_uri") ?? "";
    if (!found || !user || !redirectUri.startsWith(found.app.endpointUrl)) return notFound(res);
    const code = newToken();
    const challenge = form.get("code_challenge") ?? "";
    codes.set(code, { found, user, challenge, at: Date.now() });
    const url = new URL(redirectUri);
    url.searchParams.set("code", code);
    url.searchParams.set("state", form.get("state") ?? "");
    url.searchParams.set("liffClientId", found.channel.channelId);
    res.redirect(303, url.href);
  });

  server.post("/liff/consent", readForm, (req, res, next) => {
    const form = new URLSearchParams(String(req.body));
    const found = find(form.get("liffId") ?? "");
    const user = sessions.of(req)?.user;
    if (!found || !user) return notFound(res);
    if (form.get("decision") !== "approve") return sendPage(res, 200, pages.liffClosedPage(user));
    consents.add(`${found.app.liffId} ${user.personId}`);
    open(res, found, user, form.get("state") ?? "").catch(next);
  });

  server.get(["/liff/:liffId", "/liff/:liffId/*"], (req, res, next) => {
    const liffId = req.params.liffId ?? "";
    const found = find(liffId);
    if (!found) return notFound(res);
    const query = queryOf(req);
    const user = store.owner(query.get("sandbox.user") ?? "")?.user;
    query.delete("sandbox.user");
    const path = req.path.slice(`/liff/${liffId}`.length);
    const state = `${path}${query.size ? `?${query}` : ""}`;
    if (!user) return res.redirect(302, endpoint(found.app, state));
    sessions.start(res, user);
    if (!consents.has(`${liffId} ${user.personId}`)) {
      const fields = { liffId, state };
      return sendPage(res, 200, pages.liffConsentPage({ ...found, user, fields }));
    }
    open(res, found, user, state).catch(next);
  });
}

/** The first of LIFF's two redirects; `liff.init` makes the second. */
function endpoint(app: LiffApp, state: string): string {
  const url = new URL(app.endpointUrl);
  if (state) url.searchParams.set("liff.state", state);
  return url.href;
}

let bundled: Promise<string> | undefined;

function bundleSdk(): Promise<string> {
  return (bundled ??= build({
    entryPoints: [fileURLToPath(new URL("./liff-sdk/client/main.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    minify: true,
    charset: "utf8",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? ""));
}

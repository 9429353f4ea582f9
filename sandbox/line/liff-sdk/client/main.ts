import actual from "@line/liff";
import { LiffMockPlugin, type LiffMockApi } from "@line/liff-mock";

/**
 * LIFF's SDK as a page imports it, with LINE's own SDK and its mock inside, and in place of LINE the stand-in that this
 * file comes from. What the mock leaves out is done here as the SDK does it: tokens behind the `#` are taken and the
 * address is cleaned, `liff.state` leads on to the page that was asked for, a login goes out and comes back.
 */
const access = new URL(import.meta.url).origin;
actual.use(new LiffMockPlugin());
const mock = (actual as unknown as { $mock: LiffMockApi }).$mock;

type Kept = { idToken: string | null; isInClient: boolean };
type Claims = NonNullable<ReturnType<typeof actual.getDecodedIDToken>>;

let liffId = "";
const key = (name: string) => `sandbox-liff:${liffId}:${name}`;
const kept = () => JSON.parse(sessionStorage.getItem(key("tokens")) ?? "null") as Kept | null;
const keep = (tokens: Kept) => sessionStorage.setItem(key("tokens"), JSON.stringify(tokens));

async function init(config: { liffId: string }): Promise<void> {
  ({ liffId } = config);
  const answer = await fetch(`${access}/liff/v1/sdk/apps/${encodeURIComponent(liffId)}`);
  if (!answer.ok) throw new Error("LIFF ID is not found");
  const app = (await answer.json()) as { endpointUrl: string };
  const query = new URLSearchParams(location.search);

  const tokens = new URLSearchParams(location.hash.slice(1));
  if (tokens.has("access_token")) {
    keep({ idToken: tokens.get("id_token"), isInClient: true });
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  const verifier = sessionStorage.getItem(key("verifier"));
  if (query.has("code") && verifier) await redeem(query.get("code") ?? "", verifier);

  const state = query.get("liff.state");
  if (state !== null) {
    const page = new URL(app.endpointUrl).href.replace(/\/$/, "") + state;
    if (page !== location.href) {
      location.replace(page);
      // As the SDK does: nothing goes on in a document that is being left.
      await new Promise<never>(() => undefined);
    }
  }
  await actual.init({ liffId, mock: true } as Parameters<typeof actual.init>[0]);
  const mine = kept();
  mock.set((data) => ({
    ...data,
    isInClient: mine?.isInClient ?? false,
    isLoggedIn: mine !== null,
    getIDToken: mine?.idToken ?? null,
    getDecodedIDToken: mine?.idToken ? claimsOf(mine.idToken) : null,
  }));
}

async function redeem(code: string, code_verifier: string): Promise<void> {
  sessionStorage.removeItem(key("verifier"));
  const body = new URLSearchParams({ code, code_verifier });
  const answer = await fetch(`${access}/liff/v1/sdk/token`, { method: "POST", body });
  if (!answer.ok) throw new Error("INIT_FAILED: the code was refused");
  keep({ idToken: ((await answer.json()) as { id_token: string }).id_token, isInClient: false });
  history.replaceState(history.state, "", location.pathname);
}

function login({ redirectUri = location.href }: { redirectUri?: string } = {}): void {
  const verifier = encode(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem(key("verifier"), verifier);
  void crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)).then((digest) => {
    const query = new URLSearchParams({
      app_id: liffId,
      redirect_uri: redirectUri,
      state: encode(crypto.getRandomValues(new Uint8Array(9))),
      code_challenge: encode(new Uint8Array(digest)),
    });
    location.href = `${access}/liff/v1/authorize?${query}`;
  });
}

function logout(): void {
  sessionStorage.removeItem(key("tokens"));
  mock.set((data) => ({ ...data, isLoggedIn: false, getIDToken: null, getDecodedIDToken: null }));
}

const encode = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function claimsOf(token: string): Claims {
  const part = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims;
}

export default Object.assign(Object.create(actual) as typeof actual, { init, login, logout });

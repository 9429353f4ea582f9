/** The part of LIFF's SDK that is used. */
type Liff = {
  init(config: { liffId: string }): Promise<void>;
  isInClient(): boolean;
  isLoggedIn(): boolean;
  login(config?: { redirectUri?: string }): void;
  logout(): void;
  getIDToken(): string | null;
  getDecodedIDToken(): { exp?: number } | null;
};

export type LiffOpening =
  | { outcome: "opened"; idToken: string }
  /** In a browser that is not LINE's, where nobody has logged in. `logIn` leads out to LINE and back. */
  | { outcome: "outside"; logIn: () => void }
  /** LIFF does not name the user: the app lacks the `openid` scope, or the user has not allowed it. */
  | { outcome: "unnamed" }
  /** The SDK could not be had or could not begin. */
  | { outcome: "failed" };

/**
 * Begins LIFF in the browser and asks who is there. `liff.init` leads to the page that `liff.state` names by itself;
 * then nothing is returned, since the document goes.
 *
 * @param options.sdkUrl of a stand-in's SDK; null: LINE's own, which is loaded here and nowhere else
 */
export async function openLiff(options: {
  liffId: string;
  sdkUrl: string | null;
}): Promise<LiffOpening> {
  try {
    const liff = await loadSdk(options.sdkUrl);
    await liff.init({ liffId: options.liffId });
    const logIn = () => liff.login({ redirectUri: location.origin + location.pathname });
    if (!liff.isLoggedIn()) {
      if (!liff.isInClient()) return { outcome: "outside", logIn };
      // Inside LINE there is nothing to type; the document goes.
      logIn();
      return await new Promise<never>(() => undefined);
    }
    // Outside of LINE the SDK keeps a token beyond its end.
    if (isPastEnd(liff.getDecodedIDToken()?.exp)) {
      liff.logout();
      return { outcome: "outside", logIn };
    }
    const idToken = liff.getIDToken();
    return idToken ? { outcome: "opened", idToken } : { outcome: "unnamed" };
  } catch {
    // Whatever the SDK throws, and a file that does not come: the page says what to do instead.
    return { outcome: "failed" };
  }
}

async function loadSdk(sdkUrl: string | null): Promise<Liff> {
  const module = (await (sdkUrl ? import(/* @vite-ignore */ sdkUrl) : import("@line/liff"))) as {
    default: Liff;
  };
  return module.default;
}

const isPastEnd = (exp: number | undefined) => exp !== undefined && exp * 1_000 < Date.now();

import {
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from "jose";
import { newToken } from "./ids.ts";

export type SigningKeys = Awaited<ReturnType<typeof createSigningKeys>>;

/** The ES256 keys of native and LIFF logins, and `/oauth2/v2.1/certs` that tells their public halves. */
export async function createSigningKeys() {
  const keys: { kid: string; jwk: JWK; privateKey: CryptoKey }[] = [];

  async function add() {
    const { publicKey, privateKey } = await generateKeyPair("ES256");
    const kid = newToken();
    const jwk = { ...(await exportJWK(publicKey)), kid, use: "sig", alg: "ES256" };
    keys.push({ kid, jwk, privateKey });
  }
  await add();

  return {
    /** Signs by the newest key; `kid` may name another than the one that signs, as no LINE would. */
    sign(claims: JWTPayload, kid = keys.at(-1)!.kid): Promise<string> {
      const { privateKey } = keys.at(-1)!;
      return new SignJWT(claims)
        .setProtectedHeader({ typ: "JWT", alg: "ES256", kid })
        .sign(privateKey);
    },
    /** What `GET /oauth2/v2.1/certs` answers. */
    certs: () => ({ keys: keys.map(({ jwk }) => jwk) }),
    /** From here on another key signs; the one before the last is forgotten. */
    async rotate(): Promise<void> {
      await add();
      if (keys.length > 2) keys.shift();
    },
  };
}

/** What a source may call a checkout by. */
export type Names = {
  token?: string | null;
  /** What looks like the token in the recovery URL, for a source that does not tell it. */
  tokenInUrl?: string;
  cartToken?: string | null;
  name?: string | null;
};

/** All names of a kind, each once. */
export function namesOf(named: Names[]): {
  tokens: string[];
  cartTokens: string[];
  names: string[];
} {
  const each = (read: (names: Names) => string | null | undefined) => [
    ...new Set(named.map(read).filter((name) => name != null)),
  ];
  return {
    tokens: each(({ token, tokenInUrl }) => token ?? tokenInUrl),
    cartTokens: each(({ cartToken }) => cartToken),
    names: each(({ name }) => name),
  };
}

/** The names under which a deletion of this checkout may be remembered. */
export function deletionKeys({ token, tokenInUrl, cartToken, name }: Names): string[] {
  const known = token ?? tokenInUrl;
  return [
    known && `token:${known}`,
    cartToken && `cart:${cartToken}`,
    name && `name:${name}`,
  ].filter((key) => typeof key === "string");
}

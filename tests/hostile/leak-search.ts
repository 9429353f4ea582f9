/**
 * What must stand nowhere: values that are known, told by whoever made them up. `personal`: names, addresses, numbers and
 * words of the people in the tests.
 */
export type Known = { secrets: string[]; personal: string[] };

/**
 * One thing that was seen, and where.
 *
 * - `log`: a line that the product wrote
 * - `url`: an address that a browser asked the product for; `told`: one that it told another site as the page before
 * - `console`, `storage`: what the product's pages wrote there; `cookie`: one that the product's host has
 * - `html`: what the product's pages showed
 */
export type Seen = {
  where: "log" | "url" | "told" | "console" | "storage" | "cookie" | "html";
  text: string;
};

/** What was found, by name; `shown` is its beginning only, so that a report does not tell it again. */
export type Leak = { what: string; shown: string };

type Shape = [what: string, form: RegExp];

/** Forms that only secrets have. None of them may stand anywhere. */
const SECRETS: Shape[] = [
  ["a token or secret of Shopify's", /\bshp(?:at|ca|pa|ss|rt|ua)_\w+/],
  ["a sealed secret", /\bv1\.[\w-]{16}\.[\w-]{22}\.[\w-]+/],
  ["an Authorization header", /\bBearer\s+[\w.~+/-]{8,}/],
];
const SESSION_TOKEN: Shape = ["a session or id token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/];

/** Forms that only codes and tokens have: an address may carry one, a log may not. */
const CODES: Shape[] = [
  [
    "a code that opens something",
    /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{27}(?![\w-])/,
  ],
  [
    "a token or verifier",
    /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{40,}(?![\w-])/,
  ],
];

/** Forms that only people's data have. The product's log is in English. */
const PERSONAL: Shape[] = [
  ["an e-mail address", /[\w.+-]+@[\w-]+\.[a-z][\w.-]*\w/i],
  ["a phone number", /(?<![\w.:-])(?:\+81[-\d]{9,13}|0\d{1,3}-\d{2,4}-\d{4})(?![\w-])/],
  ["a LINE user id", /\bU[0-9a-f]{32}\b/],
];
const JAPANESE: Shape = [
  "words in Japanese: a name or a message",
  /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]{2,}/u,
];

/**
 * Parameters of the product's own addresses that carry a code or a token by their protocol, each at one place: Shopify's
 * session token with a document in its admin (App Bridge), OAuth's code and state with LINE's answer, and our links.
 */
const CARRIED: { at: RegExp; names: string[] }[] = [
  {
    at: /^\/(?:(?:app|auth)(?:\/|$)|$)/,
    names: ["id_token", "hmac", "session", "host", "shopify-reload"],
  },
  { at: /^\/line\/callback$/, names: ["code", "state"] },
  // What LINE's login answers to LIFF's SDK.
  { at: /^\/liff\/\d+(?:\/card)?$/, names: ["code", "state"] },
  { at: /^\/line\/start$/, names: ["attempt"] },
  { at: /^\/line\/link$/, names: ["attempt"] },
  { at: /^\/apps\/musubi\/(?:confirm|talk)$/, names: ["c"] },
];
const CODE_IN_PATH = /^\/(?:r|preferences|webhooks\/line)\/[^/?]+/;

/** The code that the unlink form posts, sealed for its customer and link (app/linking/unlink-code.server.ts). */
const CARRIED_BY_FORM = /name="unlink_code" value="[^"]*"/g;

/** What LIFF's SDK keeps by itself, LINE's own as much as the stand-in's: the id token and a login's verifier. */
const KEPT_BY_LIFF = /^sandbox-liff:.*/s;

/** What of `seen` must not be there. */
export function leaksIn({ where, text }: Seen, known: Known): Leak[] {
  if (where === "storage" && KEPT_BY_LIFF.test(text)) return [];
  const looked =
    where === "url"
      ? withoutCarried(text)
      : decoded(where === "html" ? text.replace(CARRIED_BY_FORM, "") : text);
  const isLog = where === "log";
  const shapes = [
    ...SECRETS,
    ...(where === "cookie" ? [] : [SESSION_TOKEN]),
    ...(where === "html" || where === "cookie" ? [] : CODES),
    ...(where === "html" ? [] : PERSONAL),
    ...(isLog ? [JAPANESE] : []),
  ];
  const byValue = [
    ...known.secrets.map((value) => ["a secret of this run", value] as const),
    ...(where === "html" ? [] : known.personal.map((value) => ["personal data", value] as const)),
  ];
  return [
    ...byValue.flatMap(([what, value]) => (looked.includes(value) ? [leak(what, value)] : [])),
    ...shapes.flatMap(([what, form]) => {
      const [found] = form.exec(looked) ?? [];
      return found === undefined ? [] : [leak(what, found)];
    }),
  ];
}

const leak = (what: string, value: string): Leak => ({
  what,
  shown: `${value.slice(0, Math.min(4, Math.ceil(value.length / 3)))}… (${value.length} characters)`,
});

/** An address without what it carries by design, read as a person would. */
function withoutCarried(address: string): string {
  const url = new URL(address);
  for (const { at, names } of CARRIED)
    if (at.test(url.pathname)) for (const name of names) url.searchParams.delete(name);
  url.pathname = url.pathname.replace(CODE_IN_PATH, "");
  return decoded((url.pathname + url.search + url.hash).replaceAll("+", " "));
}

/** A text with what `%E5%B1%B1` and `\u5c71` stand for. */
function decoded(text: string): string {
  const unescaped = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return unescaped.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString(),
  );
}

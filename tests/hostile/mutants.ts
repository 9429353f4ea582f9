import fc from "fast-check";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { editJson, type JsonEdit } from "./json-text.ts";
import type { Framing, RawRequest } from "./raw-request.ts";

/** JSON texts of values that programs stumble over. */
const rawValues = [
  ...["null", "true", "false", "[]", "{}", "[null]", "[[]]", '""', '" "', "0", "-0", "-1", "1.5"],
  // Numbers that JavaScript, PostgreSQL or a column cannot hold, and ids as floats.
  ...[
    "1e400",
    "-1e400",
    "1e-400",
    "2147483648",
    "9007199254740993",
    "820982911946154508.0",
    "8.2e17",
  ],
  ...[
    "12345678901234567890123456789",
    "1e21",
    "999999999999999999999999999999.99",
    "1".repeat(400),
  ],
  // What no PostgreSQL text takes, and what JavaScript makes of names.
  ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"\\ufffe"', '"__proto__"'],
  ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{}}}', '{"toString":1}'],
  ...['{"length":-1}', '{"then":"x"}', '{"toJSON":null}'],
  // Ids and amounts in other clothes.
  ...['"gid://shopify/Order/0"', '"gid://shopify/Customer/"', '"gid://shopify/Customer/\\u0000"'],
  ...[
    '"-1"',
    '"1e3"',
    '"0x10"',
    '"１２３"',
    '"٣"',
    '"1,2"',
    '"NaN"',
    '"Infinity"',
    '"1."',
    '".5"',
    '"+1"',
  ],
  ...[
    '"99999999999999999999.99"',
    '"9999999999999.99999"',
    '"-9999999999999.9999"',
    `"0.${"9".repeat(400)}"`,
  ],
  // Moments out of range, or none.
  ...['"9999-12-31T23:59:59Z"', '"+275760-09-13T00:00:00.000Z"', '"-271821-04-20T00:00:00Z"'],
  ...[
    '"0000-00-00"',
    '"2026-02-30T25:61:61Z"',
    '"2026-11-22T00:00:00+99:99"',
    '"1969-12-31T23:59:59Z"',
  ],
  ...['"294276-12-31T23:59:59Z"', '"now"', '"infinity"', "-8640000000000001", "8640000000000001"],
  // Names that other languages run.
  ...[
    `"'; DROP TABLE shop; --"`,
    '"<script>alert(1)</script>"',
    '"{{ 7 | times: 7 }}"',
    '"${jndi:ldap}"',
  ],
  ...[
    '"../../etc/passwd"',
    '"https://evil.example/\\r\\nSet-Cookie: a=b"',
    '"javascript:alert(1)"',
  ],
  ...[
    '"\\u202e\\u2066"',
    '"👩‍👩‍👧‍👦"',
    '"Zone/Nowhere"',
    '"America/New_York"',
    '"ja-x-\\u0000"',
    '"ZZZ"',
  ],
];

const keys = [
  "__proto__",
  "constructor",
  "id",
  "token",
  "type",
  "events",
  "",
  "\0",
  "a".repeat(3000),
];

const rawValue = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...rawValues) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: "binary", maxLength: 60 }).map((text) => JSON.stringify(text)),
  },
  {
    weight: 2,
    // Longer than an index of PostgreSQL takes, and not to be compressed into it.
    arbitrary: fc
      .tuple(fc.constantFrom(256, 1_000, 3_000, 20_000), fc.nat())
      .map(([length, seed]) => JSON.stringify(noise(length, seed))),
  },
);

/** So many characters that no compression makes shorter. */
function noise(length: number, seed: number): string {
  let state = seed | 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return String.fromCodePoint(0x4e00 + ((state >> 8) % 20_000));
  }).join("");
}

const at = fc.nat(100_000);
const depth = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(1_000, 9_000, 60_000));
const jsonEdit = fc.oneof<fc.WeightedArbitrary<JsonEdit>[]>(
  { weight: 6, arbitrary: fc.record({ edit: fc.constant("replace"), at, raw: rawValue }) },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant("copy"), at, from: at }) },
  { weight: 2, arbitrary: fc.record({ edit: fc.constant("remove"), at }) },
  {
    weight: 1,
    arbitrary: fc.record({
      edit: fc.constant("add"),
      at,
      key: fc.constantFrom(...keys),
      raw: rawValue,
    }),
  },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant("double"), at, raw: rawValue }) },
  {
    weight: 1,
    arbitrary: fc.record({ edit: fc.constant("rename"), at, key: fc.constantFrom(...keys) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ edit: fc.constant("repeat"), at, times: fc.constantFrom(2, 50, 3_000) }),
  },
  { weight: 1, arbitrary: fc.record({ edit: fc.constant("nest"), at, depth }) },
);

const share = fc.double({ min: 0, max: 1, noNaN: true });
type BytesEdit =
  | { edit: "flip"; from: number; bit: number }
  | { edit: "cut"; from: number; length: number }
  | { edit: "insert"; from: number; bytes: Uint8Array }
  | { edit: "end"; from: number }
  | { edit: "pad"; length: number }
  | { edit: "encode"; as: "gzip" | "deflate" | "br" | "utf16le" | "latin1" | "bom" | "empty" };
const bytesEdit = fc.oneof<fc.Arbitrary<BytesEdit>[]>(
  fc.record({ edit: fc.constant("flip"), from: share, bit: fc.nat(7) }),
  fc.record({ edit: fc.constant("cut"), from: share, length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    edit: fc.constant("insert"),
    from: share,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
  }),
  fc.record({ edit: fc.constant("end"), from: share }),
  fc.record({ edit: fc.constant("pad"), length: fc.constantFrom(1, 70_000, 2_100_000) }),
  fc.record({
    edit: fc.constant("encode"),
    as: fc.constantFrom("gzip", "deflate", "br", "utf16le", "latin1", "bom", "empty"),
  }),
);

type HeaderEdit =
  | { edit: "drop"; at: number }
  | { edit: "double"; at: number; value: string | null }
  | { edit: "value"; at: number; value: string }
  | { edit: "case"; at: number; isUpper: boolean }
  | { edit: "add"; name: string; value: string };
const headerValue = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "0",
    "null",
    "undefined",
    "__proto__",
    "x".repeat(7_000),
    "x".repeat(20_000),
  ),
  fc.constantFrom("\t\t", "a, b", "\xe3\x81\x82", "\x00", "\x7f", "2026-13-45", "9".repeat(30)),
  fc.constantFrom(
    "orders/create",
    "constructor",
    "toString",
    "../..",
    "shop.myshopify.com",
    "a.b/c",
  ),
  fc.string({ unit: "binary-ascii", maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, "")),
);
const headerEdit = fc.oneof<fc.Arbitrary<HeaderEdit>[]>(
  fc.record({ edit: fc.constant("drop"), at }),
  fc.record({ edit: fc.constant("double"), at, value: fc.option<string>(headerValue) }),
  fc.record({ edit: fc.constant("value"), at, value: headerValue }),
  fc.record({ edit: fc.constant("case"), at, isUpper: fc.boolean() }),
  fc.record({
    edit: fc.constant("add"),
    name: fc.constantFrom(
      ...["Content-Encoding", "Expect", "Cookie", "X-Forwarded-Host", "X-HTTP-Method-Override"],
      ...[
        "Upgrade",
        "Connection",
        "Trailer",
        "Accept-Encoding",
        "Range",
        "If-None-Match",
        "__proto__",
      ],
    ),
    value: fc.oneof(
      fc.constantFrom("gzip", "100-continue", "close", "upgrade", "websocket", "deflate, gzip"),
      headerValue,
    ),
  }),
);

const framing = fc.oneof<fc.WeightedArbitrary<Framing>[]>(
  { weight: 24, arbitrary: fc.constant({ kind: "length" }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("chunks"),
      sizes: fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "none" }, { kind: "twice" }, { kind: "both" }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("short"), by: fc.integer({ min: 1, max: 200 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("long"), by: fc.integer({ min: 1, max: 200 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("nonsense"),
      length: fc.constantFrom("-1", "1e3", "+5", "0x10", "", "99999999999999999999", "5, 5"),
    }),
  },
);

/** Mostly what it is: a wrong method or address hides all that lies behind it. */
const seldom = <Value>(usual: Value, others: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });

const method = seldom(
  "POST",
  fc.constantFrom(
    "GET",
    "HEAD",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "post",
    "FOO",
    "PROPFIND",
  ),
);
const version = seldom("1.1", fc.constantFrom("1.0", "2.0", "0.9", "9.9"));
const target = seldom<{ before: string; after: string }>(
  { before: "", after: "" },
  fc.record({
    before: fc.constantFrom("", "/", "http://evil.example", "/.."),
    after: fc.constantFrom(
      "?",
      "?a=%00&__proto__=1",
      "/",
      "%00",
      "%",
      "#x",
      "\xe3\x81\x82",
      `?${"x".repeat(9_000)}`,
    ),
  }),
);

/** What is done to a request. All that follows from it is the same for the same seed. */
const mutation = fc.record({
  /** Which real payload it was */
  example: fc.nat(10_000),
  json: fc.array(jsonEdit, { maxLength: 3 }),
  bytes: fc.oneof(
    { weight: 4, arbitrary: fc.constant<BytesEdit[]>([]) },
    { weight: 1, arbitrary: fc.array(bytesEdit, { minLength: 1, maxLength: 2 }) },
  ),
  headers: fc.oneof(
    { weight: 4, arbitrary: fc.constant<HeaderEdit[]>([]) },
    { weight: 1, arbitrary: fc.array(headerEdit, { minLength: 1, maxLength: 2 }) },
  ),
  framing,
  method,
  version,
  target,
  /** Whether it is signed after all that, as an attacker who has the secret would, or Shopify or LINE on a bad day */
  isSignedAnew: fc.boolean(),
});

export type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

/** Up to a hundred at once: what arrives together shares a commit, and one must not spoil the others. */
export const mutations = fc.array(
  mutation.filter(({ json, bytes, headers }) => json.length + bytes.length + headers.length > 0),
  { minLength: 1, maxLength: 100, size: "max" },
);

type Original = {
  target: string;
  headers: [name: string, value: string][];
  json: string;
  signatureHeader: string;
  sign: (body: Buffer) => string;
};

/** The request with everything done to it that the mutation says. */
export function mutate(original: Original, mutation: Mutation): RawRequest {
  const { signatureHeader, sign } = original;
  const json = editJson(original.json, mutation.json);
  const body = mutation.bytes.reduce(editBytes, Buffer.from(json));
  const signature = sign(mutation.isSignedAnew ? body : Buffer.from(original.json));
  const { method, version, framing, target } = mutation;
  return {
    method,
    version,
    framing,
    body,
    target: target.before + original.target + target.after,
    headers: mutation.headers.reduce(editHeaders, [
      ["Host", "musubi.test"],
      ["Content-Type", "application/json"],
      [signatureHeader, signature],
      ...original.headers,
    ]),
  };
}

function editBytes(body: Buffer, edit: BytesEdit): Buffer {
  const from = "from" in edit ? Math.floor(edit.from * body.length) : 0;
  const [before, after] = [body.subarray(0, from), body.subarray(from)];
  switch (edit.edit) {
    case "flip": {
      const flipped = Buffer.from(body);
      if (flipped.length) flipped[Math.min(from, flipped.length - 1)]! ^= 1 << edit.bit;
      return flipped;
    }
    case "cut":
      return Buffer.concat([before, after.subarray(edit.length)]);
    case "insert":
      return Buffer.concat([before, edit.bytes, after]);
    case "end":
      return before;
    case "pad":
      return Buffer.concat([body, Buffer.alloc(edit.length, " ")]);
    case "encode":
      return encode(body, edit.as);
  }
}

function encode(body: Buffer, as: Extract<BytesEdit, { edit: "encode" }>["as"]): Buffer {
  switch (as) {
    case "gzip":
      return gzipSync(body, { level: 1 });
    case "deflate":
      return deflateSync(body, { level: 1 });
    case "br":
      return brotliCompressSync(body.subarray(0, 5_000));
    case "utf16le":
    case "latin1":
      return Buffer.from(body.toString(), as);
    case "bom":
      return Buffer.concat([Buffer.from("\ufeff"), body]);
    case "empty":
      return Buffer.alloc(0);
  }
}

type Headers = RawRequest["headers"];

function editHeaders(headers: Headers, edit: HeaderEdit): Headers {
  if (edit.edit === "add") return [...headers, [edit.name, edit.value]];
  const index = edit.at % Math.max(headers.length, 1);
  const found = headers[index];
  if (!found) return headers;
  const [name, value] = found;
  switch (edit.edit) {
    case "drop":
      return headers.toSpliced(index, 1);
    case "double":
      return [...headers, [name, edit.value ?? value]];
    case "value":
      return headers.with(index, [name, edit.value]);
    case "case":
      return headers.with(index, [edit.isUpper ? name.toUpperCase() : name.toLowerCase(), value]);
  }
}

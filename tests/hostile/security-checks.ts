/** A test by its file and its whole name, as the run reports it. */
export type NamedTest = { file: string; test: string };

const SOURCE = "tests/hostile/security-source.test.ts";
const DOCUMENTS = "tests/hostile/security-documents.db.test.ts";
const SESSION = "tests/hostile/routes-session.db.test.ts";
const OTHER_SHOP = "tests/hostile/routes-other-shop.db.test.ts";
const DOORS = "tests/hostile/routes-doors.db.test.ts";
const INTAKE = "tests/intake/intake.db.test.ts";
const TOML = "tests/intake/shopify-app-toml.test.ts";
const THEME = "tests/extensions/musubi-theme.test.ts";
const LEAKS = "tests/hostile/leak-search.test.ts";

const named = (file: string, ...tests: string[]): NamedTest[] =>
  tests.map((test) => ({ file, test }));

/**
 * The ids of `shopify app security check`, Shopify's own, each with the tests that prove it here. An id without a test,
 * a test that is not there, and one that did not run and pass, fail the suite (tests/setup/security-checks-reporter.ts).
 */
export const securityChecks = {
  MISSING_COMPLIANCE_WEBHOOKS: [
    ...named(TOML, "every topic that the main job and the law want is subscribed to once"),
    ...named(
      INTAKE,
      "every compliance topic answers a wrong signature with 401, as Shopify's review tries",
    ),
  ],
  MISSING_EMBEDDED_CSP: named(
    DOCUMENTS,
    "every embedded page may be framed by Shopify's admin for its own shop, by no other shop, and by nobody else",
    "every public page is framed by nobody",
  ),
  STATIC_FRAME_ANCESTORS: named(
    DOCUMENTS,
    "the shop that may frame a page is the one that asks, not a fixed one and not any",
  ),
  APP_PROXY_UNVERIFIED_SIGNATURE: named(
    DOORS,
    "a storefront's request without a signature opens nothing",
    "a storefront's request with a wrong signature opens nothing",
    "a storefront's request for another customer than was signed opens nothing",
    "a storefront's request of long ago or of the future opens nothing",
  ),
  APP_PROXY_LIQUID_INJECTION: named(
    DOCUMENTS,
    "nothing that the storefront shows for us is Liquid, whatever a shop or a person is called",
  ),
  REQUEST_DERIVED_SHOP_SCOPE: named(
    OTHER_SHOP,
    "to the loader of routes/app.people no value beside its proof says which shop is meant",
    "to the action of routes/app.recovery no value beside its proof says which shop is meant",
  ),
  MISSING_TENANT_ISOLATION: named(
    OTHER_SHOP,
    "to the loader of routes/app.people another shop's ids are as good as ids of nobody",
    "to the action of routes/app.people another shop's ids are as good as ids of nobody",
    "to the action of routes/app.settings.privacy.$id another shop's ids are as good as ids of nobody",
    "to the action of routes/proxy.confirm another shop's ids are as good as ids of nobody",
  ),
  EXPIRING_OFFLINE_TOKEN: named(
    "tests/shopify/token-exchange.db.test.ts",
    "the first visit exchanges for a token that ends within the hour, kept sealed with its refresh token",
  ),
  SCOPE_OVER_REQUEST: [
    ...named(SOURCE, "no scope is asked for that neither an operation nor a webhook needs"),
    ...named(TOML, "the app asks Shopify's sign-in for the same scopes as the toml"),
  ],
  THEME_EXTENSION_XSS: [
    ...named(
      SOURCE,
      "the script of the theme extension writes text and known addresses, never markup",
    ),
    ...named(THEME, "Shopify's own check of theme app extensions finds nothing"),
  ],
  LIQUID_UNSAFE_RENDER: named(
    SOURCE,
    "every output of the theme extension that somebody else may fill is escaped",
  ),
  TEXT_SETTING_HTML_SMUGGLING: named(
    THEME,
    "the merchant's own words replace the usual ones, as text",
  ),
  INSECURE_WEBHOOK_URL: named(SOURCE, "webhooks and redirects come to the app's own HTTPS address"),
  EOL_API_VERSION: named(
    SOURCE,
    "the version of Shopify's API is the same everywhere and supported still",
  ),
  SSRF_REQUEST_FORGERY: [
    ...named(SOURCE, "only the gateways call other machines, each by its own fixed address"),
    ...named(
      "tests/platform/env.test.ts",
      "a stand-in's address anywhere but on this machine is refused",
    ),
  ],
  CREDENTIAL_LOG_LEAKAGE: named(LEAKS, "a secret or a person's data in a log is found"),
  CREDENTIAL_BROWSER_LEAKAGE: named(
    LEAKS,
    "a secret in what a browser saw is found, whatever it stands in",
  ),
  CSRF_MISSING_PROTECTION: [
    ...named(
      SESSION,
      "a right token where none belongs opens nothing: a cookie, another scheme, another header",
    ),
    ...named(
      "tests/routes/proxy.db.test.ts",
      "no page can unlink in a customer's name: missing, foreign and old codes are refused",
    ),
  ],
  MISSING_AUTHORIZATION_CHECK: [
    ...named(
      "tests/linking/customer-account-api.db.test.ts",
      "one for another app opens nothing and unlinks nobody",
      "a staff member's of the same shop opens nothing and unlinks nobody",
      "a customer's token opens no page of the staff, however its shop is written",
      "another customer, and the customer of the same number in another shop, see and end only what is theirs",
    ),
    ...named(
      SESSION,
      "without a session token no embedded loader and no action answers, and nothing is changed",
    ),
    ...named(
      "tests/hostile/routes-manifest.db.test.ts",
      "every route of the manifest has its hostile tests, and no test is of a route that is gone",
    ),
  ],
  OVERBROAD_DATA_ACCESS: named(
    SOURCE,
    "no webhook and no question brings more of a person than name, e-mail, phone and id",
  ),
  REQUEST_CONTROLLED_ADMIN_CONTEXT: [
    ...named(
      OTHER_SHOP,
      "to the loader of routes/app.recovery no value beside its proof says which shop is meant",
      "to the loader of routes/proxy.confirm no value beside its proof says which shop is meant",
    ),
    ...named(SESSION, "one signed under another secret opens no embedded loader and no action"),
  ],
  UNSCOPED_SHOP_CONFIG_WRITE: named(
    OTHER_SHOP,
    "to the action of routes/app.settings._index another shop's ids are as good as ids of nobody",
    "to the action of routes/app.settings.linking another shop's ids are as good as ids of nobody",
    "to the action of routes/app.recovery another shop's ids are as good as ids of nobody",
  ),
  WEAK_SHOP_VALIDATION: [
    ...named(
      DOCUMENTS,
      "a shop's domain that is none opens no login, no token exchange and no storefront",
    ),
    ...named(
      "tests/linking/verify-app-proxy.test.ts",
      `a shop's domain that is none ("shop-name.myshopify.com.evil.example") is refused, however it was signed`,
    ),
    ...named(INTAKE, "a signed Shopify webhook that names no topic or no shop is a 400"),
  ],
  METAFIELD_OFFLINE_TOKEN: named(
    SOURCE,
    "the only metafield is a yes or no: no token and no LINE user id stands at Shopify",
  ),
  EXTERNAL_CDN_DEPENDENCY: [
    ...named(
      DOCUMENTS,
      "pages load scripts and styles from the app itself and App Bridge from Shopify, and from nowhere else",
    ),
    ...named(THEME, "what a storefront loads is small and comes from nowhere else"),
  ],
  DEPRECATED_SCRIPT_TAG_SCOPE: named(
    SOURCE,
    "only tags and one metafield of a customer are ever written to Shopify, and no script tag",
  ),
  SCRIPT_TAG_URL_INJECTION: named(
    SOURCE,
    "only tags and one metafield of a customer are ever written to Shopify, and no script tag",
  ),
  RUNTIME_CONFIG_SCRIPT_EXECUTION: named(
    SOURCE,
    "no text becomes code: nothing is evaluated, and nothing but a constant becomes markup",
  ),
  COMMITTED_SECRET: named(
    SOURCE,
    "no file that git keeps holds a secret",
    "a secret that somebody committed would be found",
  ),
  KNOWN_CVE_IN_DEPENDENCY: named(
    SOURCE,
    "what is installed is what was locked: by its checksum, from npm's registry, at an exact version",
    "npm knows of no serious hole in what the product ships, where its registry answers that question",
  ),
} satisfies Record<string, NamedTest[]>;

/** Those of `named` that a run did not report as passed. `whole`: every file was run; otherwise those that were count. */
export function unproved(
  checks: Record<string, NamedTest[]>,
  ran: { files: Set<string>; passed: Set<string>; whole: boolean },
): string[] {
  return Object.entries(checks).flatMap(([id, tests]) => [
    ...(tests.length === 0 ? [`${id}: no test is named`] : []),
    ...tests
      .filter(({ file }) => ran.whole || ran.files.has(file))
      .filter(({ file, test }) => !ran.passed.has(`${file} > ${test}`))
      .map(({ file, test }) => `${id}: ${file} > ${test}`),
  ]);
}

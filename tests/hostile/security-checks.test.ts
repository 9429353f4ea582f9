import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { securityChecks, unproved } from "./security-checks.ts";

/** The ids that Shopify documents for `shopify app security check`. */
const IDS =
  `MISSING_COMPLIANCE_WEBHOOKS MISSING_EMBEDDED_CSP STATIC_FRAME_ANCESTORS APP_PROXY_UNVERIFIED_SIGNATURE
  APP_PROXY_LIQUID_INJECTION REQUEST_DERIVED_SHOP_SCOPE MISSING_TENANT_ISOLATION EXPIRING_OFFLINE_TOKEN
  SCOPE_OVER_REQUEST THEME_EXTENSION_XSS LIQUID_UNSAFE_RENDER TEXT_SETTING_HTML_SMUGGLING INSECURE_WEBHOOK_URL
  EOL_API_VERSION SSRF_REQUEST_FORGERY CREDENTIAL_LOG_LEAKAGE CREDENTIAL_BROWSER_LEAKAGE CSRF_MISSING_PROTECTION
  MISSING_AUTHORIZATION_CHECK OVERBROAD_DATA_ACCESS REQUEST_CONTROLLED_ADMIN_CONTEXT UNSCOPED_SHOP_CONFIG_WRITE
  WEAK_SHOP_VALIDATION METAFIELD_OFFLINE_TOKEN EXTERNAL_CDN_DEPENDENCY DEPRECATED_SCRIPT_TAG_SCOPE
  SCRIPT_TAG_URL_INJECTION RUNTIME_CONFIG_SCRIPT_EXECUTION COMMITTED_SECRET KNOWN_CVE_IN_DEPENDENCY`.split(
    /\s+/,
  );

test("every check of Shopify's is proved by a test, and no other id is listed", () => {
  expect(Object.keys(securityChecks).sort()).toEqual(IDS.toSorted());
});

test("every test that a check names stands in its file, and none of them is skipped", () => {
  const missing = Object.entries(securityChecks).flatMap(([id, tests]) =>
    tests
      .filter(({ file, test: name }) => !titlesIn(file).some((title) => title.test(name)))
      .map(({ test: name }) => `${id}: ${name}`),
  );
  expect(missing).toEqual([]);
});

/** The titles of a file's tests that run, as patterns: `%s` and `$name` stand for anything. */
function titlesIn(file: string): RegExp[] {
  const found: RegExp[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node)) {
      const called = ts.isCallExpression(node.expression)
        ? node.expression.expression
        : node.expression;
      const [title] = node.arguments;
      const isTest = ["test", "test.each"].includes(called.getText());
      if (isTest && title && ts.isStringLiteralLike(title)) found.push(toPattern(title.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

const toPattern = (title: string) =>
  new RegExp(`^${title.replace(/[.*+?^()[\]{}|\\]/g, "\\$&").replace(/%[sjd]|\$\w+/g, ".*")}$`);

test("a name that no run reported, a test that failed and an id without a test are told", () => {
  const checks = {
    PROVED: [{ file: "a.test.ts", test: "holds" }],
    FAILED: [{ file: "a.test.ts", test: "is broken" }],
    UNKNOWN: [{ file: "b.test.ts", test: "is not there" }],
    BARE: [],
  };
  const passed = new Set(["a.test.ts > holds"]);
  const files = new Set(["a.test.ts"]);
  const all = [
    "FAILED: a.test.ts > is broken",
    "UNKNOWN: b.test.ts > is not there",
    "BARE: no test is named",
  ];
  expect(unproved(checks, { files, passed, whole: true })).toEqual(all);
  expect(unproved(checks, { files, passed, whole: false })).toEqual([all[0], all[2]]);
});

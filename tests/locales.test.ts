import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = "app/platform/locales";
const namespaces = readdirSync(join(folder, "ja"));

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, path = ""): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) => {
      const name = path ? `${path}.${key}` : key;
      return typeof value === "string" ? [[name, value] as const] : [...flatten(value, name)];
    }),
  );
}

function read(locale: string, namespace: string): Map<string, string> {
  return flatten(JSON.parse(readFileSync(join(folder, locale, namespace), "utf8")) as Texts);
}

/** Japanese has one plural form, English two: `count_one` and `count_other` are the same text. */
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, "");
const variables = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort();

test.each(namespaces)("%s says the same things in Japanese and in English", (namespace) => {
  const [ja, en] = [read("ja", namespace), read("en", namespace)];
  expect([...new Set([...en.keys()].map(withoutPlural))].sort()).toEqual(
    [...new Set([...ja.keys()].map(withoutPlural))].sort(),
  );
});

test.each(namespaces)(
  "no text of %s is empty, and both languages use the same variables",
  (namespace) => {
    const [ja, en] = [read("ja", namespace), read("en", namespace)];
    for (const [key, text] of ja) {
      expect(text.trim(), key).not.toBe("");
      const english = en.get(key) ?? en.get(`${withoutPlural(key)}_other`);
      expect(variables(english ?? ""), key).toEqual(variables(text));
    }
  },
);

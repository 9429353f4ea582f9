import { expect, test } from "vitest";
import { EnvError, parseEnv } from "#app/platform/env.server.ts";

const complete = {
  SHOPIFY_APP_URL: "https://musubi.example.jp/",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "very-secret-value",
  ENCRYPTION_KEY: "ab".repeat(32),
};

test("a complete environment is read, with defaults for what is optional and for what is blank", () => {
  const env = parseEnv({ ...complete, PORT: "", ROLE: "" });
  expect(env).toMatchObject({
    PORT: 3000,
    ROLE: "all",
    SHOPIFY_APP_URL: "https://musubi.example.jp",
  });
});

test.each([
  ["SHOPIFY_APP_URL", undefined, "https://musubi.example.jp"],
  ["SHOPIFY_API_KEY", undefined, "client id"],
  ["ENCRYPTION_KEY", "short", "openssl rand -hex 32"],
  ["PORT", "http", "3000"],
  ["ROLE", "queen", "web"],
  ["DATABASE_URL", "mysql://localhost/musubi", "postgresql://"],
  ["SHOPIFY_API_SECRET", "", "client secret"],
  ["ENCRYPTION_KEY", undefined, "openssl rand -hex 32"],
  ["PORT", "65536", "3000"],
  ["DATABASE_POOL_SIZE", "many", "for example 20"],
  ["DATABASE_POOL_SIZE", "1", "for example 20"],
  ["NODE_ENV", "prod", "for example production"],
  ["LINE_API_URL", "line", "http://127.0.0.1:4100"],
  ["SHOPIFY_STANDIN_FRAMES", "https://example.jp", "http://127.0.0.1:4100"],
  ["LOG_LEVEL", "loud", "for example info"],
  ["METRICS_TOKEN", "short", "openssl rand -hex 20"],
  ["SMTP_URL", "mail.example.jp", "smtps://user:password@mail.example.jp:465"],
  ["MAIL_FROM", "nobody", "no-reply@musubi.example.jp"],
  ["MAIL_FROM", "Musubi <no-reply@musubi.example.jp>\nBcc: x@example.jp", "no-reply@"],
])("a start with %s = %s is refused by name, with what to set instead", (name, value, example) => {
  const start = () => parseEnv({ ...complete, [name]: value });
  expect(start).toThrow(EnvError);
  expect(start).toThrow(name);
  expect(start).toThrow(example);
});

test("a refusal never repeats a secret's value", () => {
  const start = () => parseEnv({ ...complete, ENCRYPTION_KEY: "hunter2hunter2" });
  expect(start).toThrow(EnvError);
  expect(start).not.toThrow("hunter2");
});

test("a stand-in's address anywhere but on this machine is refused", () => {
  expect(() => parseEnv({ ...complete, LINE_API_URL: "http://line.example.jp" })).toThrow(
    "loopback",
  );
  expect(() => parseEnv({ ...complete, LINE_API_URL: "http://127.0.0.1.example.jp" })).toThrow(
    "loopback",
  );
});

test("the sandbox clock cannot be switched on against the real LINE and Shopify", () => {
  expect(() => parseEnv({ ...complete, SANDBOX_CLOCK_FILE: "/var/lib/clock" })).toThrow(
    "SANDBOX_CLOCK_FILE",
  );
});

test("web and worker as separate processes ask for a database that both can reach", () => {
  expect(() => parseEnv({ ...complete, ROLE: "worker" })).toThrow("DATABASE_URL");
});

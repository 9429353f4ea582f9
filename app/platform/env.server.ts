import { z } from "zod";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

const blankIsUnset = (value: unknown) => (value === "" ? undefined : value);

const url = (example: string) =>
  z.preprocess(
    blankIsUnset,
    z
      .url({ protocol: /^https?$/, error: `must be a URL, for example ${example}` })
      .transform((value) => value.replace(/\/+$/, "")),
  );

const ON_LOOPBACK =
  "must be on loopback, for example http://127.0.0.1:4100: only a stand-in on this machine may take LINE's or Shopify's place";

function isOnLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.has(new URL(url).hostname);
}

/** An address that a stand-in may take. Anywhere but on this machine it would hand secrets to a stranger. */
const standInUrl = z.preprocess(
  blankIsUnset,
  z
    .url({ error: "must be a URL, for example http://127.0.0.1:4100", abort: true })
    .refine(isOnLoopback, { error: ON_LOOPBACK })
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
);

const A_PORT = "must be a port from 0 to 65535, for example 3000";
const POOL_SIZE = "must be a number of connections from 2 to 200, for example 20";

const SMTP_EXAMPLE = "for example smtps://user:password@mail.example.jp:465";
const FROM_EXAMPLE = "for example Musubi <no-reply@musubi.example.jp>";

const variables = z.object({
  NODE_ENV: z.preprocess(
    blankIsUnset,
    z
      .enum(["production", "development", "test"], {
        error: "must be production, development or test, for example production",
      })
      .default("production"),
  ),
  /** Which half of Musubi this process is. */
  ROLE: z.preprocess(
    blankIsUnset,
    z
      .enum(["all", "web", "worker"], { error: "must be all, web or worker, for example web" })
      .default("all"),
  ),
  PORT: z.preprocess(
    blankIsUnset,
    z.coerce
      .number({ error: A_PORT })
      .int({ error: A_PORT })
      .min(0, { error: A_PORT })
      .max(65_535, { error: A_PORT })
      .default(3000),
  ),
  /** Address to listen on. Not HOST, which Shopify's CLI sets to the address of its tunnel. */
  LISTEN_ADDRESS: z.preprocess(blankIsUnset, z.string().default("0.0.0.0")),
  DATABASE_URL: z.preprocess(
    blankIsUnset,
    z
      .url({
        protocol: /^postgres(ql)?$/,
        error:
          "must be a PostgreSQL URL, for example postgresql://user:password@db.example.jp:5432/musubi",
      })
      .optional(),
  ),
  DATABASE_POOL_SIZE: z.preprocess(
    blankIsUnset,
    z.coerce
      .number({ error: POOL_SIZE })
      .int({ error: POOL_SIZE })
      .min(2, { error: POOL_SIZE })
      .max(200, { error: POOL_SIZE })
      .default(20),
  ),
  /** Where the embedded Postgres keeps its data. */
  DATA_DIR: z.preprocess(blankIsUnset, z.string().default(".data")),
  SHOPIFY_APP_URL: url("https://musubi.example.jp"),
  SHOPIFY_API_KEY: z.preprocess(
    blankIsUnset,
    z.string({
      error: "is missing; it is the app's client id, for example 4f2a9c0d1e3b5a7c9d8e6f4a2b1c0d9e",
    }),
  ),
  SHOPIFY_API_SECRET: z.preprocess(
    blankIsUnset,
    z.string({
      error:
        "is missing; it is the app's client secret from the Partner Dashboard, for example shpss_ and 32 hex digits",
    }),
  ),
  SCOPES: z.preprocess(
    blankIsUnset,
    z
      .string()
      .default(
        "read_customers,write_customers,read_customer_merge,read_orders,read_products,write_app_proxy",
      ),
  ),
  /** Seals channel secrets and tokens. */
  ENCRYPTION_KEY: z.preprocess(
    blankIsUnset,
    z
      .string({
        error: "is missing; it is 64 hex digits, for example those of `openssl rand -hex 32`",
      })
      .regex(
        /^[0-9a-f]{64}$/i,
        "must be 64 hex digits, for example those of `openssl rand -hex 32`",
      ),
  ),
  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z
      .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
        error: "must be fatal, error, warn, info, debug, trace or silent, for example info",
      })
      .default("info"),
  ),
  /** Opens `/metrics` to whoever shows it as bearer token; without it nobody is let in. */
  METRICS_TOKEN: z.preprocess(
    blankIsUnset,
    z
      .string()
      .min(20, {
        error: "must be 20 characters or more, for example those of `openssl rand -hex 20`",
      })
      .optional(),
  ),
  /** The server that sends our mails. Without it nobody gets any. */
  SMTP_URL: z.preprocess(
    blankIsUnset,
    z.url({ protocol: /^smtps?$/, error: "must be an SMTP URL, " + SMTP_EXAMPLE }).optional(),
  ),
  /** Who our mails are from, with or without a name. */
  MAIL_FROM: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
        error: "must be an e-mail address, " + FROM_EXAMPLE,
      })
      .optional(),
  ),
  LINE_API_URL: standInUrl,
  LINE_DATA_API_URL: standInUrl,
  LINE_ACCESS_URL: standInUrl,
  SHOPIFY_STANDIN_URL: standInUrl,
  /** Origins that may frame the embedded pages beside Shopify's, separated by spaces. */
  SHOPIFY_STANDIN_FRAMES: z.preprocess(
    blankIsUnset,
    z
      .string()
      .transform((value) => value.split(" "))
      .refine((origins) => origins.every(isOnLoopback), { error: ON_LOOPBACK })
      .optional(),
  ),
  APP_BRIDGE_URL: standInUrl,
  /** A file with the sandbox clock's lead over real time, in milliseconds. */
  SANDBOX_CLOCK_FILE: z.preprocess(blankIsUnset, z.string().optional()),
});

const schema = variables.superRefine((env, context) => {
  if (env.SANDBOX_CLOCK_FILE && !(env.LINE_API_URL && env.SHOPIFY_STANDIN_URL)) {
    context.addIssue({
      code: "custom",
      path: ["SANDBOX_CLOCK_FILE"],
      message:
        "only serves beside the stand-ins: set LINE_API_URL and SHOPIFY_STANDIN_URL too, or remove it",
    });
  }
  if (Boolean(env.SMTP_URL) !== Boolean(env.MAIL_FROM)) {
    const [missing, example] = env.SMTP_URL
      ? (["MAIL_FROM", FROM_EXAMPLE] as const)
      : (["SMTP_URL", SMTP_EXAMPLE] as const);
    const message = `is needed beside the other one of SMTP_URL and MAIL_FROM, ${example}`;
    context.addIssue({ code: "custom", path: [missing], message });
  }
  if (env.ROLE !== "all" && !env.DATABASE_URL) {
    context.addIssue({
      code: "custom",
      path: ["DATABASE_URL"],
      message:
        "is needed when ROLE is web or worker, so that both share one database, for example postgresql://user:password@127.0.0.1:5432/musubi",
    });
  }
});

/** What a program needs that touches only the database. */
const databaseSchema = variables.pick({ DATABASE_URL: true, DATA_DIR: true });

type Variables = Record<string, string | undefined>;

export type Env = z.infer<typeof schema>;

/** A start that cannot be: which variables are missing or wrong, and what to set. */
export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * Reads the environment once, at boot.
 *
 * @throws EnvError that names every missing or wrong variable, with an example; values are never repeated, since
 *   some of them are secrets.
 */
export function parseEnv(variables: Variables): Env {
  return parse(schema, variables);
}

/** The same of the variables that `npm run migrate` reads. */
export function parseDatabaseEnv(variables: Variables): z.infer<typeof databaseSchema> {
  return parse(databaseSchema, variables);
}

function parse<T>(schema: z.ZodType<T>, variables: Variables): T {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = issue.path.join(".");
    const missing = variables[name] === undefined && issue.code === "invalid_type";
    return `  ${name} ${missing && !issue.message.startsWith("is missing") ? `is missing: ${issue.message}` : issue.message}`;
  });
  throw new EnvError(
    `Musubi cannot start. Mend these environment variables (README.md has the table):\n${lines.join("\n")}`,
  );
}

let current: Env | undefined;

/** The environment of this process, parsed at first use. Nothing else reads `process.env`. */
export function env(): Env {
  return (current ??= parseEnv(process.env));
}

/** Adds what this process found out at boot (the embedded database's address), for whatever reads it from here on. */
export function provideEnv(values: Partial<Record<"DATABASE_URL" | "NODE_ENV", string>>): void {
  Object.assign(process.env, values);
  current = undefined;
}

/** The environment of a program that this one starts. */
export function childEnv(values: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...values };
}

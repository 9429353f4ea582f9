import { pino } from "pino";
import { env } from "./env.server.ts";

/**
 * Fields that never reach a log, wherever they stand: secrets, and personal data. What an operator needs is the
 * request id, the shop's domain, the cause of a send and its outcome.
 */
const HIDDEN = [
  "accessToken",
  "refreshToken",
  "authorization",
  "cookie",
  "secret",
  "messagingSecret",
  "loginSecret",
  "password",
  "code",
  "state",
  "nonce",
  "id_token",
  "codeVerifier",
  "displayName",
  "email",
  "phone",
  "lineUserId",
  "text",
  "body",
];

/** JSON logs on standard output. `log.child({ shop, requestId })` names whom a line is about. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { role: env().ROLE },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: "[hidden]",
  },
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: describeError },
});

/** An error without what it may carry along: a database error repeats values, an HTTP error whole requests. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    type: name,
    message: name.startsWith("Prisma") ? message.split("\n").at(-1) : message,
    errorCode: typeof code === "string" || typeof code === "number" ? code : undefined,
    stack: stack?.split("\n").slice(1, 12).join("\n"),
    cause: cause === undefined ? undefined : describeError(cause),
  };
}

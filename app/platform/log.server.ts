import { pino } from "pino";
import { describeError } from "./describe-error.ts";
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

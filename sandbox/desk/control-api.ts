import express, { Router } from "express";
import type { ErrorRequestHandler, Response } from "express";
import { forwardRejections } from "../forward-rejections.ts";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { SandboxClock } from "../clock.ts";
import { faultSchema } from "../faults.ts";
import type { Faults } from "../faults.ts";
import type { MailStandIn } from "../mail/mail-stand-in.ts";
import type { RequestLog } from "../request-log.ts";

/** Far enough for every rule with a date in it, near enough to stay within what a Date can hold. */
const longestAdvanceMs = 3_660 * 24 * 60 * 60 * 1_000;

const advanceMs = z
  .int({ error: "Whole milliseconds, please." })
  .min(0, { error: "The clock only goes forward." })
  .max(longestAdvanceMs, { error: "That is more than ten years." });
const advance = z.iso.duration({ error: 'An ISO 8601 duration, please, such as "PT10H".' });
const advanceSchema = z
  .strictObject({ advanceMs: advanceMs.optional(), advance: advance.optional() })
  .refine((body) => (body.advanceMs === undefined) !== (body.advance === undefined), {
    error: 'Give either "advanceMs" (a number) or "advance" (an ISO 8601 duration).',
  });
const afterSchema = z.object({ after: z.coerce.number().int().min(0).default(0) });
const idSchema = z.object({ id: z.coerce.number().int().positive() });

/**
 * The desk's control over HTTP: `clock`, `faults`, `requests` and `mails`, JSON both ways. What does not fit is a 400
 * `{ message, issues }`, a fault that is not there a 404. The README beside this file has every call.
 */
export function createControlApi({
  clock,
  faults,
  requests,
  mail,
}: {
  clock: SandboxClock;
  faults: Faults;
  requests: RequestLog;
  mail?: Pick<MailStandIn, "mails">;
}): Router {
  const router = forwardRejections(Router());
  // Any content type is read as JSON: a forgotten header is no reason to refuse a tool of developers.
  router.use(express.json({ type: () => true, strict: false }));

  const time = () => ({ now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs() });
  router.get("/clock", (_request, response) => void response.json(time()));
  router.post("/clock", (request, response) => {
    const body = parsed(advanceSchema, request.body, response);
    if (!body) return;
    const ms = body.advanceMs ?? milliseconds(body.advance ?? "", clock.now());
    const amount = parsed(advanceMs, ms, response);
    if (amount === undefined) return;
    clock.advance(amount);
    response.json(time());
  });

  router.get("/faults", (_request, response) => void response.json(faults.list()));
  router.post("/faults", (request, response) => {
    const fault = parsed(faultSchema.strict(), request.body, response);
    if (fault) response.status(201).json(faults.add(fault));
  });
  router.delete("/faults", (_request, response) => {
    response.json({ removed: faults.remove() });
  });
  router.delete("/faults/:id", (request, response) => {
    const params = parsed(idSchema, request.params, response);
    if (!params) return;
    if (faults.remove(params.id)) response.json({ removed: true });
    else response.status(404).json({ message: `There is no fault ${params.id}.` });
  });

  router.get("/requests", (request, response) => {
    const query = parsed(afterSchema, request.query, response);
    if (query) response.json(requests.list(query.after));
  });
  router.get("/mails", (request, response) => {
    const query = parsed(afterSchema, request.query, response);
    if (query) response.json(mail?.mails(query.after) ?? []);
  });
  router.delete("/requests", (_request, response) => {
    requests.clear();
    response.json({ cleared: true });
  });

  router.use(((error: { status?: number; message: string }, _request, response, next) => {
    if (error.status === undefined || error.status >= 500) return next(error);
    response.status(error.status).json({ message: error.message });
  }) satisfies ErrorRequestHandler);
  return router;
}

/** A duration in milliseconds; days, months and years are those of Tokyo, where the sandbox's shop is. */
function milliseconds(duration: string, now: number): number {
  const relativeTo = Temporal.Instant.fromEpochMilliseconds(Math.round(now)).toZonedDateTimeISO(
    "Asia/Tokyo",
  );
  try {
    const ms = Temporal.Duration.from(duration).total({ unit: "milliseconds", relativeTo });
    return Math.round(ms);
  } catch (error) {
    // Beyond the days that Temporal knows, and so beyond what the clock takes.
    if (error instanceof RangeError) return longestAdvanceMs + 1;
    throw error;
  }
}

/** The value in the schema's form; otherwise answers 400 with every problem and its place, and returns undefined. */
function parsed<T>(schema: z.ZodType<T>, value: unknown, response: Response): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ at: path.join("."), message }));
  const message = issues.map(({ at, message }) => (at ? `${at}: ${message}` : message)).join(" ");
  response.status(400).json({ message, issues });
  return undefined;
}

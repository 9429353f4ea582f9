import type { ErrorObject } from "ajv";
import { checkFlex } from "./flex-rules.ts";
import { checkMessage } from "./message-rules.ts";
import { kindsOf, loadOpenApi, type OpenApiSchemas } from "./openapi.ts";
import { isObject } from "./parse-body.ts";
import * as words from "./problems.ts";
import { toDetail, toFlexDetail, type Path, type Problem, type Report } from "./problems.ts";
import { refuse, refuseProperty, type ApiReply } from "./replies.ts";

type RequestSchema =
  "PushMessageRequest" | "ReplyMessageRequest" | "MulticastRequest" | "ValidateMessageRequest";

export type MessageValidator = {
  /** LINE's refusal of a request body with messages, or undefined when LINE would take it. */
  refusal(schema: RequestSchema, body: Record<string, unknown>): ApiReply | undefined;
};

/**
 * Validates request bodies as the Messaging API does: first the shapes of its OpenAPI document, then the limits that only
 * its reference states, then Flex, whose faults LINE reports one message at a time and by JSON pointer.
 */
export function createMessageValidator(
  openApi: OpenApiSchemas = loadOpenApi("messaging-api"),
): MessageValidator {
  return {
    refusal(schema, body) {
      const validate = openApi.validator(schema);
      validate(body);
      const found = (validate.errors ?? []).map(toProblem);
      const inFlex = found.filter((problem) => flexIndex(problem.path) !== undefined);
      const inBody = found.filter((problem) => flexIndex(problem.path) === undefined);
      const unreadable = inBody.find(({ message }) => message === UNREADABLE);
      if (unreadable) return refuseProperty(toDetail(unreadable).property ?? "");
      inBody.push(...ruleProblems(body, new Set(found.map(({ path }) => path[1]))));
      if (inBody.length > 0) {
        return refuse(400, `The request body has ${inBody.length} error(s)`, inBody.map(toDetail));
      }
      return flexRefusal(body, inFlex, openApi);
    },
  };
}

/** A value of the wrong JSON type, which LINE cannot read at all. */
const UNREADABLE = "unreadable";

/** Problems of the messages whose shape is right; `misshapen` holds the indexes of the others. */
function ruleProblems(body: Record<string, unknown>, misshapen: Set<unknown>): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  messagesOf(body).forEach((message, index) => {
    if (!misshapen.has(index)) checkMessage(report, ["messages", index], message);
  });
  return problems;
}

function flexRefusal(
  body: Record<string, unknown>,
  shapeProblems: Problem[],
  openApi: OpenApiSchemas,
): ApiReply | undefined {
  for (const [index, message] of messagesOf(body).entries()) {
    if (message.type !== "flex") continue;
    const problems: Problem[] = shapeProblems
      .filter(({ path }) => flexIndex(path) === index)
      .map(({ path, message: words }) => ({ path: path.slice(3), message: words }))
      .map((problem) =>
        problem.message === UNREADABLE ? { ...problem, message: words.INVALID_PROPERTY } : problem,
      );
    if (problems.length === 0 && isObject(message.contents)) {
      checkFlex(
        (path, words) => problems.push({ path, message: words }),
        message.contents,
        openApi,
      );
    }
    if (problems.length === 0) continue;
    const details = problems.map(toFlexDetail);
    return refuse(400, `A message (messages[${index}]) in the request body is invalid`, details);
  }
  return undefined;
}

/** The index of the message into whose Flex container this path leads. */
function flexIndex(path: Path): number | undefined {
  const isInside = path[0] === "messages" && path[2] === "contents" && path.length > 2;
  return isInside ? Number(path[1]) : undefined;
}

function messagesOf(body: Record<string, unknown>): Record<string, unknown>[] {
  return (Array.isArray(body.messages) ? body.messages : []).filter(isObject);
}

function toProblem(error: ErrorObject): Problem {
  const path: (string | number)[] = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const params = error.params as Record<string, unknown>;
  const limits = error.parentSchema as Record<string, number | undefined>;
  switch (error.keyword) {
    case "required": {
      const missing = [...path, String(params.missingProperty)];
      // LINE says it so for what stands directly in the body or in a message, and differently for what lies deeper.
      const isShallow = missing.length === 1 || (missing[0] === "messages" && missing.length === 3);
      return {
        path: missing,
        message: isShallow ? words.MAY_NOT_BE_EMPTY : words.MUST_BE_SPECIFIED,
      };
    }
    case "discriminator": {
      const at = [...path, String(params.tag)];
      if (params.tagValue === undefined) return { path: at, message: words.MUST_BE_SPECIFIED };
      return { path: at, message: words.oneOf(kindsOf(error)) };
    }
    case "enum":
      return { path, message: words.oneOf((params.allowedValues as unknown[]).map(String)) };
    case "minLength":
    case "maxLength":
      return { path, message: words.lengthBetween(limits.minLength ?? 0, limits.maxLength ?? 0) };
    case "minItems":
    case "maxItems":
      return { path, message: words.sizeBetween(limits.minItems ?? 0, limits.maxItems ?? 0) };
    case "type":
      return { path, message: UNREADABLE };
    default:
      return { path, message: words.INVALID_PROPERTY };
  }
}

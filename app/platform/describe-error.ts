/** An error without what it may carry along: a database error repeats values, an HTTP error whole requests. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    type: name,
    message: name.startsWith("Prisma")
      ? message.split("\n").at(-1)
      : withoutAddress(withoutValue(message, error)),
    errorCode: typeof code === "string" || typeof code === "number" ? code : undefined,
    stack: framesOf(stack),
    cause: cause instanceof Error ? describeError(cause) : undefined,
  };
}

/** PostgreSQL quotes the value that it could not take (SQLSTATE class 22, "data exception"). */
function withoutValue(message: string, error: Error): string {
  const { code, cause } = error as { code?: unknown; cause?: { originalCode?: unknown } };
  const isDataException = [code, cause?.originalCode].some((each) => /^22/.test(String(each)));
  return isDataException ? message.replace(/".*"/s, '"[hidden]"') : message;
}

/** An error may repeat what a customer typed. */
function withoutAddress(message: string): string {
  return message.replace(/[^\s@"'<>(]+@[^\s@"'<>)]+/g, "[hidden]");
}

/** Where it happened. A stack begins with the message, whole, which for Prisma repeats every value of the query. */
function framesOf(stack: string | undefined): string | undefined {
  const frames = stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return frames?.slice(0, 11).join("\n");
}

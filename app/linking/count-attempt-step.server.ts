import type { LoginAttempt } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";
import { countLinkStep } from "./count-link-step.server.ts";
import { linkMethods } from "./link-method.ts";
import type { LinkStepName } from "./link-step.ts";

/** Counts a step of a way through LINE Login. */
export async function countAttemptStep(options: {
  db: Db;
  attempt: Pick<LoginAttempt, "shopId" | "method">;
  step: LinkStepName;
  now: Date;
}): Promise<void> {
  const { db, attempt, step, now } = options;
  await countLinkStep({ db, shopId: attempt.shopId, method: methodOf(attempt), step, now });
}

/** By which way a login attempt leads to a tie. */
export function methodOf({ method }: Pick<LoginAttempt, "method">) {
  return linkMethods.find((name) => name === method) ?? "storefront";
}

/** Counts that a login did not come to its end; what was forged or is gone belongs to no way. */
export async function countRefusedLogin(options: {
  db: Db;
  attemptId: string;
  now: Date;
}): Promise<void> {
  const { db, attemptId, now } = options;
  const attempt = await db.loginAttempt.findUnique({ where: { id: attemptId } });
  if (attempt?.purpose !== "customer") return;
  await countAttemptStep({ db, attempt, step: "refused", now });
}

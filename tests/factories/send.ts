import { randomUUID } from "node:crypto";
import type { Prisma, Send } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** A recovery send that is due at noon in Japan on 22 November 2026, and valid for a day. */
export async function createSend(
  db: Db,
  overrides: Partial<Prisma.SendUncheckedCreateInput> & { shopId: string },
): Promise<Send> {
  const dueAt = new Date((overrides.dueAt as Date | undefined) ?? "2026-11-22T03:00:00Z");
  return db.send.create({
    data: {
      kind: "recovery",
      cause: `recovery:${randomUUID()}:${randomUUID()}`,
      subjectId: randomUUID(),
      partId: randomUUID(),
      dueAt,
      nextAt: dueAt,
      validUntil: new Date(dueAt.getTime() + 24 * 60 * 60_000),
      createdAt: new Date("2026-11-21T03:00:00Z"),
      ...overrides,
    },
  });
}

import type { LinkImport } from "@prisma/client";
import type { Database } from "#app/platform/db.server.ts";

/** What a step on the way of an import is given. */
export type ImportStep = {
  db: Database;
  shop: { id: string; domain: string };
  linkImport: LinkImport;
  now: Date;
  /** Whether it is time to let others have a turn; what was done is stored. */
  isOver(): boolean;
};

/** `more`: go on at once. A number: go on after so many seconds. */
export type StepOutcome = "more" | number;

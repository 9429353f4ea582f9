import type { WebhookEvent } from "@prisma/client";
import type { Db } from "#app/platform/db.server.ts";

/** An event whose body is still there. */
export type WaitingEvent = WebhookEvent & { body: string };

/** What is to be done about stored events. */
export type Work = {
  /**
   * Events of one kind may be handed over together, in their order. Kinds are told apart by what they write, so that
   * their order among each other does not matter. Null: this one comes alone, after all that was stored before it and
   * before all that was stored after it.
   */
  kindOf(event: WaitingEvent): string | null;
  /**
   * Does all that these events ask for, inside the given transaction. They are of one kind.
   *
   * @returns what came of each, for the operator
   * @throws when one of them fails; all are undone then, and come again one by one
   */
  work(options: { db: Db; events: WaitingEvent[]; now: Date }): Promise<string[]>;
};

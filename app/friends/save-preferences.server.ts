import type { Database } from "#app/platform/db.server.ts";
import { type ConsentKind, consentKinds } from "./friend.ts";
import { optIn } from "./opt-in.server.ts";
import { optOut } from "./opt-out.server.ts";

/** Stores what a friend chose on the preferences page: every kind, wanted or not. */
export async function savePreferences(options: {
  db: Database;
  shopId: string;
  friendId: string;
  wanted: Record<ConsentKind, boolean>;
  now: Date;
}): Promise<void> {
  const { db, shopId, friendId, wanted, now } = options;
  await db.$transaction(async (tx) => {
    for (const kind of consentKinds) {
      if (wanted[kind]) await optIn({ db: tx, shopId, friendId, kind, now });
      else await optOut({ db: tx, shopId, friendId, kind, via: "page", now });
    }
  });
}

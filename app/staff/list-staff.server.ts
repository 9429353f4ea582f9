import type { Db } from "#app/platform/db.server.ts";

export type StaffName = { id: string; name: string | null; email: string | null };

/** Everybody of the shop who has been in the inbox, whoever was there last first: to whom a talk can be assigned. */
export async function listStaff(options: { db: Db; shopId: string }): Promise<StaffName[]> {
  return options.db.staff.findMany({
    where: { shopId: options.shopId },
    select: { id: true, name: true, email: true },
    orderBy: [{ seenAt: "desc" }, { id: "asc" }],
  });
}

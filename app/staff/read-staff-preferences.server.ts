import type { Db } from "#app/platform/db.server.ts";
import { type StaffPreferences, staffPreferences } from "./staff-preferences.ts";

/**
 * How somebody likes to work.
 *
 * @returns null when the shop has nobody of this id
 */
export async function readStaffPreferences(options: {
  db: Db;
  shopId: string;
  staffId: string;
}): Promise<StaffPreferences | null> {
  const { db, shopId, staffId } = options;
  const staff = await db.staff.findUnique({ where: { id: staffId, shopId } });
  return staff && staffPreferences.parse(staff);
}

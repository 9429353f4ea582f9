import type { Db } from "#app/platform/db.server.ts";
import { staffPreferences } from "./staff-preferences.ts";

/**
 * Keeps how somebody likes to work.
 *
 * @param options.preferences as they came from the browser
 */
export async function saveStaffPreferences(options: {
  db: Db;
  shopId: string;
  staffId: string;
  preferences: unknown;
}): Promise<{ outcome: "saved" | "invalid" | "unknown_staff" }> {
  const { db, shopId, staffId } = options;
  const preferences = staffPreferences.safeParse(options.preferences);
  if (!preferences.success) return { outcome: "invalid" };
  const { count } = await db.staff.updateMany({
    where: { id: staffId, shopId },
    data: preferences.data,
  });
  return { outcome: count > 0 ? "saved" : "unknown_staff" };
}

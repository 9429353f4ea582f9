import type { Db } from "#app/platform/db.server.ts";

/** How far the mirror of the shop's customers is, for staff. */
export type CustomerSyncStatus = {
  /** `wanted`: to be asked for. `running`: Shopify writes them. `loading`: they are brought in. `whole`: they are there. */
  state: "wanted" | "running" | "loading" | "whole";
  /** Brought in so far, of how many as far as it is known */
  read: number;
  total: number;
  /** When the mirror was last in line with Shopify */
  upToDateAt: string | null;
  /** Why the last try failed: it is tried again */
  failure: "no_access" | "failed" | null;
};

/** @returns null where nobody has begun to read the shop's customers */
export async function readCustomerSync(options: {
  db: Db;
  shopId: string;
}): Promise<CustomerSyncStatus | null> {
  const { db, shopId } = options;
  const sync = await db.customerSync.findUnique({ where: { shopId } });
  if (!sync) return null;
  const { read, objectCount, failure } = sync;
  const isLoading = sync.state === "running" && read > 0;
  return {
    state:
      sync.state === "whole"
        ? "whole"
        : sync.state === "wanted"
          ? "wanted"
          : isLoading
            ? "loading"
            : "running",
    read,
    total: objectCount,
    upToDateAt: sync.readUntil?.toISOString() ?? null,
    failure: failure === null ? null : failure === "no_access" ? "no_access" : "failed",
  };
}

import type { AdminClient } from "../admin-client.server.ts";

const READ = `#graphql
  query ReadBulkOperation($id: ID!) {
    bulkOperation(id: $id) {
      status
      errorCode
      objectCount
      fileSize
      url
    }
  }
`;

export type BulkOperationState =
  /** `objectCount` of those that Shopify has gone through so far. */
  | { state: "running"; objectCount: number }
  /** `url` is null when nothing was found: Shopify writes no empty files. */
  | { state: "completed"; objectCount: number; url: string | null; fileSize: number | null }
  /** No result, or none any more: Shopify keeps a file for seven days. `reason` is the error's code, in small letters. */
  | { state: "ended"; reason: string };

/**
 * How far a bulk operation of this app and shop has come.
 *
 * @throws as `AdminClient.request` does
 */
export async function readBulkOperation(
  client: AdminClient,
  operationGid: string,
): Promise<BulkOperationState> {
  const { bulkOperation } = await client.request(READ, { id: operationGid });
  if (!bulkOperation) return { state: "ended", reason: "unknown" };
  const { errorCode, url, fileSize } = bulkOperation;
  const status: string = bulkOperation.status;
  const objectCount = Number(bulkOperation.objectCount);
  switch (status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { state: "running", objectCount };
    case "COMPLETED":
      return {
        state: "completed",
        objectCount,
        url: (url as string | null | undefined) ?? null,
        fileSize: fileSize ? Number(fileSize) : null,
      };
    case "FAILED":
      return { state: "ended", reason: errorCode?.toLowerCase() ?? "failed" };
    default:
      return { state: "ended", reason: status.toLowerCase() };
  }
}

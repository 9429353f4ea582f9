import type { AdminClient } from "../admin-client.server.ts";
import { gidNumber } from "../gid.ts";

/** `handle` in extensions/flow-line-linked/shopify.extension.toml, fixed once it is deployed. */
const LINE_LINKED = "musubi-line-linked";

const TRIGGER = `#graphql
  mutation TriggerFlow($handle: String, $payload: JSON) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors { field message }
    }
  }
`;

/**
 * Tells Shopify Flow that a customer has connected LINE, for the workflows that merchants build on it.
 *
 * @returns what Shopify answered instead: a shop that does not use Flow is none of our trouble
 */
export async function triggerLineLinked(
  client: AdminClient,
  options: { customerGid: string; method: string },
): Promise<string[]> {
  const { customerGid, method } = options;
  const { flowTriggerReceive } = await client.request(TRIGGER, {
    handle: LINE_LINKED,
    // Flow names a customer by the number alone (Shopify, "Flow triggers: payload").
    payload: { customer_id: Number(gidNumber(customerGid)), way: method },
  });
  return (flowTriggerReceive?.userErrors ?? []).map(({ message }) => message);
}

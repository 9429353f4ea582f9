import type { AdminClient } from "../admin-client.server.ts";

/** Where the theme's block reads whether the customer is linked: declared in shopify.app.toml, owned by the app. */
const LINKED = { namespace: "$app", key: "line_linked", type: "boolean" };

const SET_LINKED = `#graphql
  mutation SetCustomerLinked($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors { code field message }
    }
  }
`;

const ADD_TAG = `#graphql
  mutation AddCustomerTag($id: ID!, $tags: [String!]!) {
    tagsAdd(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`;

const REMOVE_TAG = `#graphql
  mutation RemoveCustomerTag($id: ID!, $tags: [String!]!) {
    tagsRemove(id: $id, tags: $tags) {
      userErrors { field message }
    }
  }
`;

export type CustomerProblem = { step: "metafield" | "add_tag" | "remove_tag"; message: string };

/**
 * Shows on a customer in Shopify whether they are linked: our metafield, and tags added and removed. Saying the same
 * twice changes nothing.
 *
 * @returns what Shopify refused (a customer who is gone, 250 tags already): trying again would not help
 */
export async function markCustomerLinked(
  client: AdminClient,
  options: { customerGid: string; isLinked: boolean; addTag: string | null; removeTags: string[] },
): Promise<CustomerProblem[]> {
  const { customerGid, isLinked, addTag, removeTags } = options;
  const problems: CustomerProblem[] = [];
  const note = (step: CustomerProblem["step"], errors: { message: string }[] | undefined) => {
    for (const { message } of errors ?? []) problems.push({ step, message });
  };
  const { metafieldsSet } = await client.request(SET_LINKED, {
    metafields: [{ ownerId: customerGid, ...LINKED, value: String(isLinked) }],
  });
  note("metafield", metafieldsSet?.userErrors);
  if (addTag) {
    const { tagsAdd } = await client.request(ADD_TAG, { id: customerGid, tags: [addTag] });
    note("add_tag", tagsAdd?.userErrors);
  }
  if (removeTags.length) {
    const { tagsRemove } = await client.request(REMOVE_TAG, { id: customerGid, tags: removeTags });
    note("remove_tag", tagsRemove?.userErrors);
  }
  return problems;
}

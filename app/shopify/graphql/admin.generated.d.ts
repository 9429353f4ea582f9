/* eslint-disable eslint-comments/disable-enable-pair */
/* eslint-disable eslint-comments/no-unlimited-disable */
/* eslint-disable */
import type * as AdminTypes from './admin.types.js';

export type FindCustomerQueryVariables = AdminTypes.Exact<{
  identifier: AdminTypes.CustomerIdentifierInput;
}>;


export type FindCustomerQuery = { customerByIdentifier?: AdminTypes.Maybe<(
    Pick<AdminTypes.Customer, 'id' | 'firstName' | 'lastName'>
    & { defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress'>>, defaultPhoneNumber?: AdminTypes.Maybe<Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>> }
  )> };

export type FindExistingCustomersQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
}>;


export type FindExistingCustomersQuery = { nodes: Array<AdminTypes.Maybe<Pick<AdminTypes.AbandonedCheckout, 'id'> | Pick<AdminTypes.AbandonedCheckoutLineItem, 'id'> | Pick<AdminTypes.Abandonment, 'id'> | Pick<AdminTypes.App, 'id'> | Pick<AdminTypes.AppInstallation, 'id'> | Pick<AdminTypes.BulkOperation, 'id'> | Pick<AdminTypes.Customer, 'id'> | Pick<AdminTypes.Domain, 'id'> | Pick<AdminTypes.LineItem, 'id'> | Pick<AdminTypes.MailingAddress, 'id'> | Pick<AdminTypes.MediaImage, 'id'> | Pick<AdminTypes.Metafield, 'id'> | Pick<AdminTypes.MetafieldDefinition, 'id'> | Pick<AdminTypes.Order, 'id'> | Pick<AdminTypes.Product, 'id'> | Pick<AdminTypes.ProductVariant, 'id'> | Pick<AdminTypes.Refund, 'id'> | Pick<AdminTypes.Shop, 'id'> | Pick<AdminTypes.ShopAddress, 'id'> | Pick<AdminTypes.WebhookSubscription, 'id'>>> };

export type SetCustomerLinkedMutationVariables = AdminTypes.Exact<{
  metafields: Array<AdminTypes.MetafieldsSetInput> | AdminTypes.MetafieldsSetInput;
}>;


export type SetCustomerLinkedMutation = { metafieldsSet?: AdminTypes.Maybe<{ userErrors: Array<Pick<AdminTypes.MetafieldsSetUserError, 'code' | 'field' | 'message'>> }> };

export type AddCustomerTagMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  tags: Array<AdminTypes.Scalars['String']['input']> | AdminTypes.Scalars['String']['input'];
}>;


export type AddCustomerTagMutation = { tagsAdd?: AdminTypes.Maybe<{ userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type RemoveCustomerTagMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  tags: Array<AdminTypes.Scalars['String']['input']> | AdminTypes.Scalars['String']['input'];
}>;


export type RemoveCustomerTagMutation = { tagsRemove?: AdminTypes.Maybe<{ userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type ReadAbandonedCheckoutsQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  query: AdminTypes.Scalars['String']['input'];
}>;


export type ReadAbandonedCheckoutsQuery = { abandonedCheckouts: { nodes: Array<(
      Pick<AdminTypes.AbandonedCheckout, 'name' | 'abandonedCheckoutUrl' | 'createdAt' | 'updatedAt' | 'completedAt'>
      & { customer?: AdminTypes.Maybe<Pick<AdminTypes.Customer, 'id'>>, totalPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount' | 'currencyCode'> }, lineItems: { nodes: Array<(
          Pick<AdminTypes.AbandonedCheckoutLineItem, 'title' | 'variantTitle' | 'quantity'>
          & { product?: AdminTypes.Maybe<Pick<AdminTypes.Product, 'id'>>, variant?: AdminTypes.Maybe<Pick<AdminTypes.ProductVariant, 'id'>>, originalUnitPriceSet: { shopMoney: Pick<AdminTypes.MoneyV2, 'amount'> } }
        )> } }
    )>, pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'> } };

export type ReadBulkOperationQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type ReadBulkOperationQuery = { bulkOperation?: AdminTypes.Maybe<Pick<AdminTypes.BulkOperation, 'status' | 'errorCode' | 'objectCount' | 'fileSize' | 'url'>> };

export type ReadCustomerQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type ReadCustomerQuery = { customer?: AdminTypes.Maybe<(
    Pick<AdminTypes.Customer, 'firstName' | 'lastName'>
    & { defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress'>> }
  )> };

export type AllCustomersQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type AllCustomersQuery = { customers: { edges: Array<{ node: (
        Pick<AdminTypes.Customer, 'id' | 'firstName' | 'lastName' | 'tags' | 'numberOfOrders' | 'createdAt' | 'updatedAt'>
        & { defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress'>>, defaultPhoneNumber?: AdminTypes.Maybe<Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>>, amountSpent: Pick<AdminTypes.MoneyV2, 'amount'>, lastOrder?: AdminTypes.Maybe<Pick<AdminTypes.Order, 'createdAt'>>, metafield?: AdminTypes.Maybe<Pick<AdminTypes.Metafield, 'value'>> }
      ) }> } };

export type ReadChangedCustomersQueryVariables = AdminTypes.Exact<{
  first: AdminTypes.Scalars['Int']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  query: AdminTypes.Scalars['String']['input'];
}>;


export type ReadChangedCustomersQuery = { customers: { nodes: Array<(
      Pick<AdminTypes.Customer, 'id' | 'firstName' | 'lastName' | 'tags' | 'numberOfOrders' | 'createdAt' | 'updatedAt'>
      & { defaultEmailAddress?: AdminTypes.Maybe<Pick<AdminTypes.CustomerEmailAddress, 'emailAddress'>>, defaultPhoneNumber?: AdminTypes.Maybe<Pick<AdminTypes.CustomerPhoneNumber, 'phoneNumber'>>, amountSpent: Pick<AdminTypes.MoneyV2, 'amount'>, lastOrder?: AdminTypes.Maybe<Pick<AdminTypes.Order, 'createdAt'>>, metafield?: AdminTypes.Maybe<Pick<AdminTypes.Metafield, 'value'>> }
    )>, pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'> } };

export type ReadSampleProductsQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type ReadSampleProductsQuery = { products: { nodes: Array<(
      Pick<AdminTypes.Product, 'title'>
      & { featuredMedia?: AdminTypes.Maybe<{ preview?: AdminTypes.Maybe<{ image?: AdminTypes.Maybe<Pick<AdminTypes.Image, 'url'>> }> }>, variants: { nodes: Array<Pick<AdminTypes.ProductVariant, 'title' | 'price'>> } }
    )> } };

export type ReadShopQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type ReadShopQuery = { shop: (
    Pick<AdminTypes.Shop, 'id' | 'name' | 'ianaTimezone' | 'currencyCode'>
    & { primaryDomain: Pick<AdminTypes.Domain, 'url'>, billingAddress: Pick<AdminTypes.ShopAddress, 'countryCodeV2'> }
  ) };

export type ReadVariantsQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
}>;


export type ReadVariantsQuery = { nodes: Array<AdminTypes.Maybe<(
    Pick<AdminTypes.ProductVariant, 'legacyResourceId' | 'availableForSale'>
    & { media: { nodes: Array<{ preview?: AdminTypes.Maybe<{ image?: AdminTypes.Maybe<Pick<AdminTypes.Image, 'url'>> }> }> }, product: (
      Pick<AdminTypes.Product, 'status' | 'onlineStoreUrl'>
      & { featuredMedia?: AdminTypes.Maybe<{ preview?: AdminTypes.Maybe<{ image?: AdminTypes.Maybe<Pick<AdminTypes.Image, 'url'>> }> }> }
    ) }
  )>> };

export type RunBulkQueryMutationVariables = AdminTypes.Exact<{
  query: AdminTypes.Scalars['String']['input'];
  groupObjects: AdminTypes.Scalars['Boolean']['input'];
}>;


export type RunBulkQueryMutation = { bulkOperationRunQuery?: AdminTypes.Maybe<{ bulkOperation?: AdminTypes.Maybe<Pick<AdminTypes.BulkOperation, 'id' | 'createdAt'>>, userErrors: Array<Pick<AdminTypes.BulkOperationUserError, 'code' | 'message'>> }> };

export type TriggerFlowMutationVariables = AdminTypes.Exact<{
  handle?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
  payload?: AdminTypes.InputMaybe<AdminTypes.Scalars['JSON']['input']>;
}>;


export type TriggerFlowMutation = { flowTriggerReceive?: AdminTypes.Maybe<{ userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

interface GeneratedQueryTypes {
  "#graphql\n  query FindCustomer($identifier: CustomerIdentifierInput!) {\n    customerByIdentifier(identifier: $identifier) {\n      id\n      firstName\n      lastName\n      defaultEmailAddress { emailAddress }\n      defaultPhoneNumber { phoneNumber }\n    }\n  }\n": {return: FindCustomerQuery, variables: FindCustomerQueryVariables},
  "#graphql\n  query FindExistingCustomers($ids: [ID!]!) {\n    nodes(ids: $ids) { id }\n  }\n": {return: FindExistingCustomersQuery, variables: FindExistingCustomersQueryVariables},
  "#graphql\n  query ReadAbandonedCheckouts($first: Int!, $after: String, $query: String!) {\n    abandonedCheckouts(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {\n      nodes {\n        name\n        abandonedCheckoutUrl\n        createdAt\n        updatedAt\n        completedAt\n        customer { id }\n        totalPriceSet { shopMoney { amount currencyCode } }\n        lineItems(first: 30) {\n          nodes {\n            title\n            variantTitle\n            quantity\n            product { id }\n            variant { id }\n            originalUnitPriceSet { shopMoney { amount } }\n          }\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": {return: ReadAbandonedCheckoutsQuery, variables: ReadAbandonedCheckoutsQueryVariables},
  "#graphql\n  query ReadBulkOperation($id: ID!) {\n    bulkOperation(id: $id) {\n      status\n      errorCode\n      objectCount\n      fileSize\n      url\n    }\n  }\n": {return: ReadBulkOperationQuery, variables: ReadBulkOperationQueryVariables},
  "#graphql\n  query ReadCustomer($id: ID!) {\n    customer(id: $id) {\n      firstName\n      lastName\n      defaultEmailAddress { emailAddress }\n    }\n  }\n": {return: ReadCustomerQuery, variables: ReadCustomerQueryVariables},
  "#graphql\n  query AllCustomers {\n    customers {\n      edges {\n        node {\n          id\n          firstName\n          lastName\n          defaultEmailAddress { emailAddress }\n          defaultPhoneNumber { phoneNumber }\n          tags\n          numberOfOrders\n          amountSpent { amount }\n          lastOrder { createdAt }\n          createdAt\n          updatedAt\n          metafield(namespace: \"$app\", key: \"line_linked\") { value }\n        }\n      }\n    }\n  }\n": {return: AllCustomersQuery, variables: AllCustomersQueryVariables},
  "#graphql\n  query ReadChangedCustomers($first: Int!, $after: String, $query: String!) {\n    customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {\n      nodes {\n        id\n        firstName\n        lastName\n        defaultEmailAddress { emailAddress }\n        defaultPhoneNumber { phoneNumber }\n        tags\n        numberOfOrders\n        amountSpent { amount }\n        lastOrder { createdAt }\n        createdAt\n        updatedAt\n        metafield(namespace: \"$app\", key: \"line_linked\") { value }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": {return: ReadChangedCustomersQuery, variables: ReadChangedCustomersQueryVariables},
  "#graphql\n  query ReadSampleProducts {\n    products(first: 4, query: \"status:active\", sortKey: UPDATED_AT, reverse: true) {\n      nodes {\n        title\n        featuredMedia {\n          preview { image { url(transform: { maxWidth: 400, maxHeight: 400, preferredContentType: JPG }) } }\n        }\n        variants(first: 1) { nodes { title price } }\n      }\n    }\n  }\n": {return: ReadSampleProductsQuery, variables: ReadSampleProductsQueryVariables},
  "#graphql\n  query ReadShop {\n    shop {\n      id\n      name\n      ianaTimezone\n      currencyCode\n      primaryDomain { url }\n      billingAddress { countryCodeV2 }\n    }\n  }\n": {return: ReadShopQuery, variables: ReadShopQueryVariables},
  "#graphql\n  query ReadVariants($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on ProductVariant {\n        legacyResourceId\n        availableForSale\n        media(first: 1) {\n          nodes { preview { image { url(transform: { maxWidth: 400, maxHeight: 400, preferredContentType: JPG }) } } }\n        }\n        product {\n          status\n          onlineStoreUrl\n          featuredMedia {\n            preview { image { url(transform: { maxWidth: 400, maxHeight: 400, preferredContentType: JPG }) } }\n          }\n        }\n      }\n    }\n  }\n": {return: ReadVariantsQuery, variables: ReadVariantsQueryVariables},
}

interface GeneratedMutationTypes {
  "#graphql\n  mutation SetCustomerLinked($metafields: [MetafieldsSetInput!]!) {\n    metafieldsSet(metafields: $metafields) {\n      userErrors { code field message }\n    }\n  }\n": {return: SetCustomerLinkedMutation, variables: SetCustomerLinkedMutationVariables},
  "#graphql\n  mutation AddCustomerTag($id: ID!, $tags: [String!]!) {\n    tagsAdd(id: $id, tags: $tags) {\n      userErrors { field message }\n    }\n  }\n": {return: AddCustomerTagMutation, variables: AddCustomerTagMutationVariables},
  "#graphql\n  mutation RemoveCustomerTag($id: ID!, $tags: [String!]!) {\n    tagsRemove(id: $id, tags: $tags) {\n      userErrors { field message }\n    }\n  }\n": {return: RemoveCustomerTagMutation, variables: RemoveCustomerTagMutationVariables},
  "#graphql\n  mutation RunBulkQuery($query: String!, $groupObjects: Boolean!) {\n    bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {\n      bulkOperation { id createdAt }\n      userErrors { code message }\n    }\n  }\n": {return: RunBulkQueryMutation, variables: RunBulkQueryMutationVariables},
  "#graphql\n  mutation TriggerFlow($handle: String, $payload: JSON) {\n    flowTriggerReceive(handle: $handle, payload: $payload) {\n      userErrors { field message }\n    }\n  }\n": {return: TriggerFlowMutation, variables: TriggerFlowMutationVariables},
}
declare module '@shopify/admin-api-client' {
  type InputMaybe<T> = AdminTypes.InputMaybe<T>;
  interface AdminQueries extends GeneratedQueryTypes {}
  interface AdminMutations extends GeneratedMutationTypes {}
}

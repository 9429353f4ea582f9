/* eslint-disable eslint-comments/disable-enable-pair */
/* eslint-disable eslint-comments/no-unlimited-disable */
/* eslint-disable */
import type * as AdminTypes from './admin.types.js';

export type ReadShopQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type ReadShopQuery = { shop: (
    Pick<AdminTypes.Shop, 'id' | 'name' | 'ianaTimezone' | 'currencyCode'>
    & { primaryDomain: Pick<AdminTypes.Domain, 'url'> }
  ) };

interface GeneratedQueryTypes {
  "#graphql\n  query ReadShop {\n    shop {\n      id\n      name\n      ianaTimezone\n      currencyCode\n      primaryDomain { url }\n    }\n  }\n": {return: ReadShopQuery, variables: ReadShopQueryVariables},
}

interface GeneratedMutationTypes {
}
declare module '@shopify/admin-api-client' {
  type InputMaybe<T> = AdminTypes.InputMaybe<T>;
  interface AdminQueries extends GeneratedQueryTypes {}
  interface AdminMutations extends GeneratedMutationTypes {}
}

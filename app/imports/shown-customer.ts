const GID = /^gid:\/\/shopify\/Customer\/(?=\d+$)/;

/** The customer of a row as merchants know them: by the number in Shopify's admin, or by what the file says. */
export function shownCustomer(customer: string | null): string | null {
  return customer?.replace(GID, "") ?? null;
}

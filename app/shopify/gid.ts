/** The number at the end of a global id, as it stands in the admin's addresses: `gid://shopify/Customer/7` → `7`. */
export function gidNumber(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}

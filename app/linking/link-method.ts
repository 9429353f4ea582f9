/**
 * The ways to a tie.
 *
 * - `storefront`: the theme block, through LINE Login
 * - `customer_account`: the customer account extension, through LINE Login
 * - `account_link`: begun in the LINE talk, LINE's account link (Messaging API reference, "User account link")
 * - `form`: the LIFF page, proved by a code sent by e-mail or by LINE's verified e-mail
 * - `staff`: by hand in the app, with a reason
 * - `import`: taken over from another tool
 */
export const linkMethods = [
  "storefront",
  "customer_account",
  "account_link",
  "form",
  "staff",
  "import",
] as const;
export type LinkMethod = (typeof linkMethods)[number];

/** Ways that customers take by themselves: the merchant may close them. */
export const closableMethods = [
  "storefront",
  "customer_account",
  "account_link",
  "form",
] as const satisfies LinkMethod[];
export type ClosableMethod = (typeof closableMethods)[number];

/** Whether a way is one that the merchant may close. */
export function isClosable(method: string): method is ClosableMethod {
  return (closableMethods as readonly string[]).includes(method);
}

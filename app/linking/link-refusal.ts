/**
 * Why two accounts were not tied. Each has a page that says what to do, and none says anything about somebody else.
 *
 * - `used`: the page was confirmed before
 * - `expired`: too long ago
 * - `unknown`: forged, cut off, or of another shop
 * - `other_customer`: begun by another customer than the one who is logged in
 * - `logged_out`: nobody is logged in to the storefront
 * - `line_taken`: this LINE account is tied to another customer of the shop
 * - `customer_taken`: this customer is tied to another LINE account
 * - `customer_gone`: the customer was deleted
 */
export type LinkRefusal =
  | "used"
  | "expired"
  | "unknown"
  | "other_customer"
  | "logged_out"
  | "line_taken"
  | "customer_taken"
  | "customer_gone";

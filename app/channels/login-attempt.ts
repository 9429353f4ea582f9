/** `customer`: to link, from the storefront. `merchant`: to prove the set-up, and to have an address for test sends. */
export type LoginPurpose = "customer" | "merchant";

/**
 * Why a login attempt is not gone on with.
 *
 * - `unknown`: forged, cut off or long gone
 * - `expired`: more than 10 minutes ago
 * - `used`: it came back before, or another browser went out with it
 * - `other_browser`: it came back in a browser that did not go out
 * - `not_connected`: the shop has no LINE Login channel any more
 */
export type LoginRefusal = "unknown" | "expired" | "used" | "other_browser" | "not_connected";

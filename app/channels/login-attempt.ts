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

/**
 * Why a login that came back names nobody.
 *
 * - `cancelled`: not allowed on LINE's page
 * - `line_refused`: LINE says that the request or its code is not right
 * - `secret_refused`: LINE does not take the login channel's secret
 * - `id_token`: who came back could not be verified
 * - `not_connected`: the shop's LINE Login channel was changed or disconnected meanwhile
 * - `unclear`: LINE did not answer
 */
export type LoginFailure =
  "cancelled" | "line_refused" | "secret_refused" | "id_token" | "not_connected" | "unclear";

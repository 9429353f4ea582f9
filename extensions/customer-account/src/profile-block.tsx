import type { Api } from "@shopify/ui-extensions/customer-account.profile.block.render";
import { render } from "preact";
import { LineCard } from "./line-card.tsx";

declare const shopify: Api;

/** The customer's profile: connect LINE, see that it is, disconnect it. */
export default function profileBlock(): void {
  render(<LineCard place="profile" shopify={shopify} />, document.body);
}

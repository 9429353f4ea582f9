import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import { render } from "preact";
import { LineCard } from "./line-card.tsx";

declare const shopify: Api;

/** The page of an order: delivery news on LINE. It can be opened by the link of a mail, before anybody has logged in. */
export default function orderStatusBlock(): void {
  const logIn = () => shopify.requireLogin();
  render(<LineCard place="orderStatus" shopify={shopify} logIn={logIn} />, document.body);
}

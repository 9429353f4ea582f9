import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { authenticateCustomerAccount } from "#app/linking/authenticate-customer-account.server.ts";
import { countOffer } from "#app/linking/count-offer.server.ts";
import { readAccountLink } from "#app/linking/read-account-link.server.ts";
import { unlinkCustomer } from "#app/linking/unlink-customer.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { answerExtension, answerPreflight } from "#app/shops/extension-answer.server.ts";

/** Whether the customer who looks at their account is linked: what our extension asks when it is drawn. */
export async function loader({ request }: LoaderFunctionArgs) {
  const preflight = answerPreflight(request);
  if (preflight) return preflight;
  const { shop, customerGid, locale } = await authenticateCustomerAccount({ db, request });
  const link = await readAccountLink({ db, shopId: shop.id, customerGid, locale });
  if (link.state === "not_linked") {
    countOffer({ db, shopId: shop.id, method: "customer_account", now });
  }
  return answerExtension(link);
}

/** Unlinks the customer whose token comes along, and nobody else: the request names no link. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, customerGid, locale } = await authenticateCustomerAccount({ db, request });
  await unlinkCustomer({ db, shopId: shop.id, customerGid, now: now() });
  return answerExtension(await readAccountLink({ db, shopId: shop.id, customerGid, locale }));
}

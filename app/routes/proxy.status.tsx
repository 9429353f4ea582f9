import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateStorefront } from "#app/linking/authenticate-storefront.server.ts";
import { countOffer } from "#app/linking/count-offer.server.ts";
import { isWayOpen } from "#app/linking/is-way-open.server.ts";
import { readLinkStatus } from "#app/linking/read-link-status.server.ts";
import { refusalStatus } from "#app/linking/storefront-answers.server.tsx";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";

/** Whether the customer who is logged in to the storefront is linked: what the theme's block asks when it is drawn. */
export async function loader({ request }: LoaderFunctionArgs) {
  const headers = { "Cache-Control": "no-store" };
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") {
    return Response.json({ error: visit.reason }, { status: refusalStatus(visit.reason), headers });
  }
  const { shop, customerGid } = visit;
  if (!customerGid) return Response.json({ state: "logged_out" }, { headers });
  const status = await readLinkStatus({ db, shopId: shop.id, customerGid });
  if (status.state === "not_linked") {
    if (!(await isWayOpen({ db, shopId: shop.id, method: "storefront" }))) {
      // To the block it is the same: there is nothing to offer.
      return Response.json({ state: "not_connected" }, { headers });
    }
    countOffer({ db, shopId: shop.id, method: "storefront", now });
  }
  // No name and no id: the answer stands in the page, beside other apps' scripts.
  const addFriendUrl =
    status.state === "linked" && !status.isFollowing ? status.addFriendUrl : null;
  return Response.json({ state: status.state, addFriendUrl }, { headers });
}

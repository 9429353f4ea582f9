import type { LoaderFunctionArgs } from "@remix-run/node";
import { readMerchantLoginState } from "#app/channels/merchant-login-state.server.ts";
import { db } from "#app/platform/database.server.ts";
import { authenticateStaff } from "#app/shops/authenticate-staff.server.ts";

/** Asked again and again by the settings page while the merchant logs in to LINE in another tab. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateStaff(request);
  const attemptId = new URL(request.url).searchParams.get("attempt") ?? "";
  return { attemptId, state: await readMerchantLoginState({ db, shopId: shop.id, attemptId }) };
}

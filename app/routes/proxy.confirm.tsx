import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { authenticateStorefront } from "#app/linking/authenticate-storefront.server.ts";
import { beganInAccount } from "#app/linking/began-in-account.server.ts";
import { ConfirmPage } from "#app/linking/components/confirm-page.tsx";
import { linkFriend } from "#app/linking/link-friend.server.ts";
import { readConfirmPage } from "#app/linking/read-confirm-page.server.ts";
import { answerRefusal, leadTo } from "#app/linking/storefront-answers.server.tsx";
import { storefrontPaths, withNews } from "#app/linking/storefront-paths.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** The storefront's /apps/musubi/confirm: who will be tied to whom, and what for. Opening it ties nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") return answerRefusal(visit);
  const { shop, locale, storefrontUrl } = visit;
  const query = new URL(request.url).searchParams;
  const code = query.get("c") ?? "";
  if (!visit.customerGid && !query.has("after_login")) {
    // Who began in the customer account may not be logged in to the online store yet: Shopify knows them there.
    const isOfAccount = await beganInAccount({ db, shopId: shop.id, code });
    const back = storefrontPaths.confirm(code, locale, { afterLogin: true });
    if (isOfAccount) return leadTo(`${storefrontUrl}${storefrontPaths.login(back)}`);
  }
  const data = await readConfirmPage({ ...visit, db, code, now: now(), realTime: realTime() });
  if (data.outcome === "refused") return answerRefusal({ ...data, locale, shopName: shop.name });
  return renderPublicPage(
    <ConfirmPage {...data} locale={locale} shopName={shop.name} code={code} />,
    {
      pictures: [data.line.pictureUrl],
      formTargets: [storefrontUrl],
    },
  );
}

/** Ties the two, when the customer who began says so. */
export async function action({ request }: ActionFunctionArgs) {
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") return answerRefusal(visit);
  const { shop, locale, customerGid, storefrontUrl } = visit;
  const result = await linkFriend({
    db,
    shop,
    customerGid,
    code: fieldOf(await readForm(request), "c"),
    now: now(),
    realTime: realTime(),
  });
  if (result.outcome === "refused") {
    return answerRefusal({ locale, shopName: shop.name, reason: result.reason });
  }
  return leadTo(`${storefrontUrl}${withNews(result.returnPath, "linked")}`);
}

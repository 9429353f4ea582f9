import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { authenticateStorefront, type Visit } from "#app/linking/authenticate-storefront.server.ts";
import { beginLink } from "#app/linking/begin-link.server.ts";
import { LinkedPage } from "#app/linking/components/linked-page.tsx";
import { LoginPage } from "#app/linking/components/login-page.tsx";
import { maskName } from "#app/linking/mask.ts";
import { readLinkStatus } from "#app/linking/read-link-status.server.ts";
import { toReturnPath } from "#app/linking/return-path.ts";
import { answerRefusal, leadTo } from "#app/linking/storefront-answers.server.tsx";
import { storefrontPaths, withNews } from "#app/linking/storefront-paths.ts";
import { createUnlinkCode, isUnlinkCode } from "#app/linking/unlink-code.server.ts";
import { unlinkFriend } from "#app/linking/unlink-friend.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** The storefront's /apps/musubi/link: begins to link, or shows the link and how to undo it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") return answerRefusal(visit);
  const query = new URL(request.url).searchParams;
  const returnPath = toReturnPath(query.get("return_to"));
  const { shop, locale, customerGid } = visit;
  if (!customerGid) {
    if (query.has("after_login")) {
      return renderPublicPage(
        <LoginPage locale={locale} shopName={shop.name} returnPath={returnPath} />,
      );
    }
    const back = storefrontPaths.link({ returnPath, locale, afterLogin: true });
    return leadTo(`${visit.storefrontUrl}${storefrontPaths.login(back)}`);
  }
  const begun = await beginLink({
    db,
    shopId: shop.id,
    customerGid,
    returnTo: returnPath,
    locale,
    now: now(),
  });
  switch (begun.outcome) {
    case "begun":
      return leadTo(begun.startUrl);
    case "not_connected":
    case "closed":
      return answerRefusal({ locale, shopName: shop.name, reason: begun.outcome, returnPath });
    case "already_linked":
      return showLink({ ...visit, customerGid }, returnPath);
  }
}

/** Unlinks: posted by the page above, with the code that it carried. */
export async function action({ request }: ActionFunctionArgs) {
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") return answerRefusal(visit);
  const form = await readForm(request);
  const returnPath = toReturnPath(fieldOf(form, "return_to"));
  const { shop, locale, customerGid } = visit;
  if (!customerGid)
    return answerRefusal({ locale, shopName: shop.name, reason: "logged_out", returnPath });
  const status = await readLinkStatus({ db, shopId: shop.id, customerGid });
  if (status.state === "linked") {
    const bond = { shopId: shop.id, linkId: status.linkId, customerGid };
    if (!isUnlinkCode({ ...bond, code: fieldOf(form, "unlink_code"), realTime: realTime() })) {
      return answerRefusal({ locale, shopName: shop.name, reason: "unlink_code", returnPath });
    }
    await unlinkFriend({ db, ...bond, actor: "customer", now: now() });
  }
  return leadTo(`${visit.storefrontUrl}${withNews(returnPath, "unlinked")}`);
}

async function showLink(visit: Visit & { customerGid: string }, returnPath: string) {
  const { shop, locale, customerGid } = visit;
  const status = await readLinkStatus({ db, shopId: shop.id, customerGid });
  // Undone by another tab between two reads.
  if (status.state !== "linked") return leadTo(`${visit.storefrontUrl}${returnPath}`);
  const { linkId } = status;
  const page = (
    <LinkedPage
      locale={locale}
      shopName={shop.name}
      friendName={maskName(status.friendName)}
      addFriendUrl={status.isFollowing ? null : status.addFriendUrl}
      returnPath={returnPath}
      unlinkCode={createUnlinkCode({ shopId: shop.id, linkId, customerGid, realTime: realTime() })}
    />
  );
  return renderPublicPage(page, { formTargets: [visit.storefrontUrl] });
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { lineAddress } from "#app/line/line-address.server.ts";
import type { AccountLinkRefusal } from "#app/linking/account-link/account-link.ts";
import { askLine } from "#app/linking/account-link/ask-line.server.ts";
import { readTalkPage } from "#app/linking/account-link/read-talk-page.server.ts";
import { accountLinkStatus } from "#app/linking/account-link/refusal-status.ts";
import { authenticateStorefront, type Visit } from "#app/linking/authenticate-storefront.server.ts";
import { ConfirmPage } from "#app/linking/components/confirm-page.tsx";
import {
  TalkAskedPage,
  TalkLoginPage,
  TalkRefusedPage,
} from "#app/linking/components/talk-pages.tsx";
import { answerRefusal, leadTo } from "#app/linking/storefront-answers.server.tsx";
import { storefrontPaths } from "#app/linking/storefront-paths.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** The storefront's /apps/musubi/talk: who will be tied to whom, for a link that began in the talk, and what came of it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") return answerRefusal(visit);
  const query = new URL(request.url).searchParams;
  const code = query.get("c") ?? "";
  const { shop, locale, customerGid, storefrontUrl } = visit;
  const page = { locale, shopName: shop.name, code };
  if (!customerGid) {
    if (query.has("after_login")) return renderPublicPage(<TalkLoginPage {...page} />);
    const back = storefrontPaths.talk({ code, locale, afterLogin: true });
    return leadTo(`${storefrontUrl}${storefrontPaths.login(back)}`);
  }
  const times = { now: now(), realTime: realTime() };
  const data = await readTalkPage({ db, shop, storefrontUrl, customerGid, code, ...times });
  const formTargets = [storefrontUrl, lineAddress().access];
  switch (data.outcome) {
    case "refused":
      return refuse(visit, data.reason);
    case "linked":
      return leadToLink(visit);
    case "asked":
      return renderPublicPage(<TalkAskedPage {...page} />, { formTargets });
    case "ready":
      return renderPublicPage(<ConfirmPage {...data} {...page} returnPath="/" isBegunInTalk />, {
        pictures: [data.line.pictureUrl],
        formTargets,
      });
  }
}

/** The customer agrees: LINE's dialog asks the friend. */
export async function action({ request }: ActionFunctionArgs) {
  const visit = await authenticateStorefront({ db, request });
  if (visit.outcome === "refused") return answerRefusal(visit);
  const { shop, customerGid } = visit;
  const code = fieldOf(await readForm(request), "c");
  if (!customerGid) return refuse(visit, "logged_out");
  const times = { now: now(), realTime: realTime() };
  const result = await askLine({ db, shop, customerGid, code, ...times });
  switch (result.outcome) {
    case "refused":
      return refuse(visit, result.reason);
    case "linked":
      return leadToLink(visit);
    case "asked":
      return leadTo(result.url);
  }
}

/** The link, and how to undo it. */
function leadToLink({ storefrontUrl, locale }: Visit) {
  return leadTo(`${storefrontUrl}${storefrontPaths.link({ returnPath: "/", locale })}`);
}

function refuse({ locale, shop }: Visit, reason: AccountLinkRefusal) {
  return renderPublicPage(
    <TalkRefusedPage locale={locale} shopName={shop.name} reason={reason} isOnStorefront />,
    { status: accountLinkStatus(reason) },
  );
}

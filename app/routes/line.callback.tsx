import type { LoaderFunctionArgs } from "@remix-run/node";
import { LoginRefusedPage, MerchantLoginPage } from "#app/channels/components/login-ended-page.tsx";
import { finishMerchantLogin } from "#app/channels/finish-merchant-login.server.ts";
import { identifyReturnedLogin } from "#app/channels/identify-returned-login.server.ts";
import { findReturningLogin, takeReturnedLogin } from "#app/channels/login-attempt.server.ts";
import type { LoginFailure, LoginRefusal } from "#app/channels/login-attempt.ts";
import { readLoginCookie } from "#app/channels/login-cookie.server.ts";
import { countRefusedLogin } from "#app/linking/count-attempt-step.server.ts";
import { readLinkAgainUrl } from "#app/linking/link-again-url.server.ts";
import { returnFromLine } from "#app/linking/return-from-line.server.ts";
import { leadTo } from "#app/linking/storefront-answers.server.tsx";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { assertNever } from "#app/platform/errors.ts";
import { type Locale, toLocale } from "#app/platform/i18n.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** Where LINE Login sends everybody back to: the merchant who proves the set-up, and the customer who links. */
export async function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const found = await findReturningLogin({ db, state: query.get("state") ?? "" });
  if (!found) return refuse("unknown", toLocale(request.headers.get("accept-language")), null);

  const { attemptId, purpose, locale } = found;
  const browserCookie = await readLoginCookie(request);
  const taken = await takeReturnedLogin({ db, attemptId, browserCookie });
  // A foreign browser learns nothing, not even which shop this is about.
  if (taken.outcome === "refused" && taken.reason === "other_browser") {
    return refuse(taken.reason, locale, null);
  }
  if (taken.outcome === "refused") {
    if (taken.reason === "expired") await countRefusedLogin({ db, attemptId, now: now() });
    return refuse(taken.reason, locale, await readLinkAgainUrl({ db, attemptId }));
  }
  const { login } = taken;
  const returned = { db, login, code: query.get("code"), error: query.get("error") };
  switch (purpose) {
    case "merchant": {
      const result = await finishMerchantLogin(returned);
      return renderPublicPage(<MerchantLoginPage locale={locale} result={result} />);
    }
    case "customer": {
      const person = await identifyReturnedLogin(returned);
      if (person.outcome === "failed") {
        await countRefusedLogin({ db, attemptId, now: now() });
        return refuse(person.reason, locale, await readLinkAgainUrl({ db, attemptId }));
      }
      const { lineUserId, displayName, pictureUrl } = person;
      const isFriend = person.isFriend === "no_linked_bot" ? null : person.isFriend;
      const { shopId } = login;
      const answer = { shopId, attemptId, lineUserId, displayName, pictureUrl, isFriend };
      return leadTo((await returnFromLine({ db, ...answer })).url);
    }
    default:
      return assertNever(purpose);
  }
}

function refuse(reason: LoginRefusal | LoginFailure, locale: Locale, retryUrl: string | null) {
  return renderPublicPage(
    <LoginRefusedPage locale={locale} reason={reason} retryUrl={retryUrl} />,
    { status: reason === "unclear" ? 503 : 403 },
  );
}

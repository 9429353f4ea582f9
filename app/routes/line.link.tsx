import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLoginCookie, writeLoginCookie } from "#app/channels/login-cookie.server.ts";
import { accountLinkStatus } from "#app/linking/account-link/refusal-status.ts";
import { setOut } from "#app/linking/account-link/set-out.server.ts";
import { TalkRefusedPage } from "#app/linking/components/talk-pages.tsx";
import { leadTo } from "#app/linking/storefront-answers.server.tsx";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** Where the button in the talk leads: LINE is asked for a link token, and the browser goes on to the storefront. */
export async function loader({ request }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get("attempt") ?? "";
  const browserCookie = await readLoginCookie(request);
  const result = await setOut({ db, code, browserCookie, now: now() });
  if (result.outcome === "refused") {
    const locale = result.locale ?? toLocale(request.headers.get("accept-language"));
    return renderPublicPage(
      <TalkRefusedPage locale={locale} reason={result.reason} isOnStorefront={false} />,
      { status: accountLinkStatus(result.reason) },
    );
  }
  const answer = leadTo(result.url);
  answer.headers.set("Set-Cookie", await writeLoginCookie(result.browserCookie));
  return answer;
}

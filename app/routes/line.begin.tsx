import type { LoaderFunctionArgs } from "@remix-run/node";
import { LoginRefusedPage } from "#app/channels/components/login-ended-page.tsx";
import { beginFromAccount } from "#app/linking/begin-from-account.server.ts";
import { leadTo } from "#app/linking/storefront-answers.server.tsx";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** Where the button of the customer account leads: begins to link, and goes out to LINE. */
export async function loader({ request }: LoaderFunctionArgs) {
  const ticket = new URL(request.url).searchParams.get("ticket") ?? "";
  const begun = await beginFromAccount({ db, ticket, now: now(), realTime: realTime() });
  if (begun.outcome === "goes") return leadTo(begun.url);
  const locale = begun.locale ?? toLocale(request.headers.get("accept-language"));
  return renderPublicPage(
    <LoginRefusedPage locale={locale} reason={begun.reason} retryUrl={null} />,
    { status: 410 },
  );
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { LoginRefusedPage } from "#app/channels/components/login-ended-page.tsx";
import { sendToLine } from "#app/channels/login-attempt.server.ts";
import { readLoginCookie, writeLoginCookie } from "#app/channels/login-cookie.server.ts";
import { db } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** Where a browser sets out to log in to LINE, at the top of its tab: only there its cookie surely sticks. */
export async function loader({ request }: LoaderFunctionArgs) {
  const code = new URL(request.url).searchParams.get("attempt") ?? "";
  const sent = await sendToLine({ db, code, browserCookie: await readLoginCookie(request) });
  if (sent.outcome === "refused") {
    const locale = sent.locale ?? toLocale(request.headers.get("accept-language"));
    return renderPublicPage(
      <LoginRefusedPage locale={locale} reason={sent.reason} retryUrl={null} />,
      { status: 410 },
    );
  }
  return new Response(null, {
    status: 303,
    headers: {
      Location: sent.url,
      "Set-Cookie": await writeLoginCookie(sent.browserCookie),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { followTrackedLink } from "#app/links/follow-tracked-link.server.ts";
import { isTap } from "#app/links/is-tap.server.ts";
import { lostLinkPage } from "#app/links/lost-link-page.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";

/** The URL opens something of one person's: no cache keeps it, no search engine lists it, no page is told of it. */
const PRIVATE = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex, nofollow",
  "Referrer-Policy": "no-referrer",
};

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const followed = await followTrackedLink({
    db,
    path: params.code ?? "",
    isCounted: isTap(request),
    now: now(),
  });
  const locale = toLocale(request.headers.get("accept-language"));
  switch (followed.outcome) {
    case "found":
      return new Response(null, { status: 302, headers: { ...PRIVATE, Location: followed.url } });
    case "expired":
      return lostLinkPage({ locale, status: 410, shopUrl: followed.shopUrl, headers: PRIVATE });
    case "unknown":
      return lostLinkPage({ locale, status: 404, headers: PRIVATE });
  }
}

import type { Locale } from "#app/platform/i18n.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";
import { type PageRefusal, RefusedPage } from "./components/refused-page.tsx";

const statuses: Record<PageRefusal, number> = {
  signature: 401,
  stale: 401,
  customer: 400,
  unknown_shop: 404,
  unknown: 404,
  used: 410,
  expired: 410,
  other_customer: 403,
  logged_out: 403,
  unlink_code: 403,
  line_taken: 409,
  customer_taken: 409,
  customer_gone: 409,
  not_connected: 503,
  closed: 403,
};

/** HTTP's word for a refusal. */
export function refusalStatus(reason: PageRefusal): number {
  return statuses[reason];
}

/** A refusal as a page that helps. */
export function answerRefusal(options: {
  locale: Locale;
  shopName?: string;
  reason: PageRefusal;
  returnPath?: string;
}): Response {
  return renderPublicPage(<RefusedPage {...options} />, { status: refusalStatus(options.reason) });
}

/**
 * Leads the browser to another page. Absolute, since behind the app proxy a relative address could be read as ours.
 */
export function leadTo(url: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: url, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" },
  });
}

import type { LoaderFunctionArgs } from "@remix-run/node";
import { requestLocale } from "#app/platform/i18n.ts";
import { NotFoundPage } from "#app/ui/public-page/not-found-page.tsx";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** Every address that no other route has. */
export function loader({ request }: LoaderFunctionArgs) {
  const locale = requestLocale(request);
  return renderPublicPage(<NotFoundPage locale={locale} />, { status: 404 });
}

export const action = loader;

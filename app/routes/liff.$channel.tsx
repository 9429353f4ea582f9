import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LiffOpening } from "#app/linking/components/liff/liff-opening.tsx";
import { readLiffCookie, writeLiffCookie } from "#app/linking/liff/liff-cookie.server.ts";
import { liffHeaders } from "#app/linking/liff/liff-headers.server.ts";
import type { LiffView } from "#app/linking/liff/liff-paths.ts";
import { readLiffOpening } from "#app/linking/liff/read-liff-opening.server.ts";
import { randomCode } from "#app/platform/crypto.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fixedT, requestLocale } from "#app/platform/i18n.ts";
import { pageTitle } from "#app/ui/page-title.ts";
import { liffOpeningStyle, publicPageStyle } from "#app/ui/public-page/public-page-style.ts";
import { NONCE_PLACE } from "../nonce.ts";

export const meta = pageTitle("liff", "ask.title");

/** The endpoint URL of the LIFF app: the one page that loads LIFF's SDK. Opening it changes nothing. */
export function loader(args: LoaderFunctionArgs) {
  return openLiffPage(args, "link");
}

/** The same for each address of the LIFF app. */
export async function openLiffPage({ request, params }: LoaderFunctionArgs, view: LiffView) {
  const locale = requestLocale(request);
  const opening = await readLiffOpening({
    db,
    loginChannelId: params.channel ?? "",
    view,
    liffState: new URL(request.url).searchParams.get("liff.state"),
    locale,
  });
  const headers = new Headers(liffHeaders(NONCE_PLACE));
  // The browser that LIFF speaks in is the one that an id token is taken from.
  const browser = (await readLiffCookie(request)) ?? randomCode();
  if (opening) headers.set("Set-Cookie", await writeLiffCookie(browser));
  return data({ locale, opening }, { status: opening ? 200 : 404, headers });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function LiffEntry() {
  const { locale, opening } = useLoaderData<typeof loader>();
  const t = fixedT(locale, "liff");
  return (
    <>
      <style dangerouslySetInnerHTML={{ __html: publicPageStyle + liffOpeningStyle }} />
      {opening ? (
        <LiffOpening locale={locale} {...opening} />
      ) : (
        <main>
          <div className="card">
            <h1>{t("refused.reasons.no_app.title")}</h1>
            <p>{t("refused.reasons.no_app.body")}</p>
          </div>
        </main>
      )}
    </>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  PreferencesPage,
  StopPage,
  UnknownPreferencesPage,
} from "#app/friends/components/preferences-page.tsx";
import { consentKind } from "#app/friends/friend.ts";
import { optOut } from "#app/friends/opt-out.server.ts";
import { readPreferences } from "#app/friends/read-preferences.server.ts";
import { savePreferences } from "#app/friends/save-preferences.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { toLocale } from "#app/platform/i18n.ts";
import { readForm } from "#app/platform/read-form.server.ts";
import { renderPublicPage } from "#app/ui/public-page/render-public-page.server.ts";

/** What a friend wants to receive. Opening it changes nothing: previews open links by themselves. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const preferences = await readPreferences({ db, code: params.code ?? "" });
  if (!preferences) return unknownPage(request);
  const { shopName, wanted } = preferences;
  const locale = query.has("lang") ? toLocale(query.get("lang")) : preferences.locale;
  const stop = consentKind.safeParse(query.get("stop"));
  if (stop.success && wanted[stop.data]) {
    return renderPublicPage(<StopPage locale={locale} shopName={shopName} kind={stop.data} />);
  }
  return renderPublicPage(
    <PreferencesPage
      locale={locale}
      shopName={shopName}
      wanted={wanted}
      isSaved={query.has("saved")}
    />,
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const preferences = await readPreferences({ db, code: params.code ?? "" });
  if (!preferences) return unknownPage(request);
  const { shopId, friendId } = preferences;
  const form = await readForm(request);
  const kind = consentKind.safeParse(form.get("kind"));
  if (form.get("intent") === "save") {
    const wanted = { recovery: form.has("recovery"), marketing: form.has("marketing") };
    await savePreferences({ db, shopId, friendId, wanted, now: now() });
  } else if (form.get("intent") === "stop" && kind.success) {
    await optOut({ db, shopId, friendId, kind: kind.data, via: "link", now: now() });
  } else {
    return new Response(null, { status: 400 });
  }
  const url = new URL(request.url);
  const lang = url.searchParams.has("lang")
    ? toLocale(url.searchParams.get("lang"))
    : preferences.locale;
  return new Response(null, {
    status: 303,
    headers: { Location: `${url.pathname}?saved=1&lang=${lang}`, "Cache-Control": "no-store" },
  });
}

function unknownPage(request: Request) {
  const locale = toLocale(
    new URL(request.url).searchParams.get("lang") ?? request.headers.get("accept-language"),
  );
  return renderPublicPage(<UnknownPreferencesPage locale={locale} />, { status: 404 });
}

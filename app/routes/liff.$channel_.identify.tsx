import type { ActionFunctionArgs } from "@remix-run/node";
import { findLiffApp } from "#app/linking/liff/find-liff-app.server.ts";
import { identifyLiffVisitor } from "#app/linking/liff/identify-liff-visitor.server.ts";
import { answerLiffRefusal, goTo } from "#app/linking/liff/liff-answers.server.tsx";
import { readLiffCookie } from "#app/linking/liff/liff-cookie.server.ts";
import { liffPaths } from "#app/linking/liff/liff-paths.ts";
import { liffLocale } from "#app/linking/liff/authenticate-liff.server.ts";
import { now, realTime } from "#app/platform/clock.server.ts";
import { db } from "#app/platform/database.server.ts";
import { fieldOf, readForm } from "#app/platform/read-form.server.ts";

/** Takes what LINE signed about who opened the LIFF page. */
export async function action({ request, params }: ActionFunctionArgs) {
  const locale = liffLocale(request);
  const loginChannelId = params.channel ?? "";
  const app = await findLiffApp({ db, loginChannelId });
  if (!app) return answerLiffRefusal({ locale, reason: "no_app" });
  const form = await readForm(request);
  const result = await identifyLiffVisitor({
    db,
    app,
    idToken: fieldOf(form, "id_token"),
    browser: await readLiffCookie(request),
    now: now(),
    realTime: realTime(),
  });
  if (result.outcome === "refused")
    return answerLiffRefusal({ locale, app, reason: result.reason });
  const paths = liffPaths(loginChannelId, locale);
  return goTo(fieldOf(form, "view") === "card" ? paths.member : paths.link);
}

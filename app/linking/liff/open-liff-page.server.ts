import { data } from "@remix-run/node";
import { randomCode } from "#app/platform/crypto.server.ts";
import type { Db } from "#app/platform/db.server.ts";
import { requestLocale } from "#app/platform/i18n.ts";
import { readLiffCookie, writeLiffCookie } from "./liff-cookie.server.ts";
import { liffHeaders } from "./liff-headers.server.ts";
import type { LiffView } from "./liff-paths.ts";
import { readLiffOpening } from "./read-liff-opening.server.ts";

/**
 * What the page that runs LIFF's SDK is drawn from, with its headers. The browser gets its name here: an id token is
 * taken from one that has opened the page.
 */
export async function openLiffPage(options: {
  db: Db;
  request: Request;
  loginChannelId: string;
  view: LiffView;
}) {
  const { db, request, loginChannelId, view } = options;
  const locale = requestLocale(request);
  const liffState = new URL(request.url).searchParams.get("liff.state");
  const opening = await readLiffOpening({ db, loginChannelId, view, liffState, locale });
  const headers = new Headers(liffHeaders());
  const browser = (await readLiffCookie(request)) ?? randomCode();
  if (opening) headers.set("Set-Cookie", await writeLiffCookie(browser));
  return data({ locale, opening }, { status: opening ? 200 : 404, headers });
}

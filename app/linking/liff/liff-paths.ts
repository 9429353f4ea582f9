import type { Locale } from "#app/platform/i18n.ts";

/** The two addresses by which the LIFF app is entered: below its endpoint URL, and so below its LIFF URL too. */
export type LiffView = "link" | "card";

/** Paths of the LIFF pages of the shop whose LINE Login channel this is. */
export function liffPaths(loginChannelId: string, locale: Locale) {
  const base = `/liff/${loginChannelId}`;
  const query = `?lang=${locale}`;
  return {
    /** The endpoint URL of the LIFF app begins here. */
    entry: (view: LiffView) => (view === "card" ? `${base}/card` : base),
    identify: `${base}/identify${query}`,
    link: `${base}/link${query}`,
    /** The form, also while a code is under way. */
    linkAgain: `${base}/link${query}&again=1`,
    member: `${base}/member${query}`,
    askUnlink: `${base}/member${query}&step=unlink`,
  };
}

/**
 * What a LIFF URL asked for. LIFF wraps path and query behind the LIFF id in `liff.state` on the first of its two
 * redirects (LIFF docs, "Opening a LIFF app"), and `liff.init` leads there; a page that is drawn before is the right one
 * already.
 *
 * @param options.view of the path that was opened
 */
export function viewOf(options: { view: LiffView; liffState: string | null }): LiffView {
  const { view, liffState } = options;
  if (!liffState) return view;
  const base = "https://liff.invalid";
  if (!URL.canParse(liffState, base)) return view;
  const { origin, pathname } = new URL(liffState, base);
  // An address of somewhere else is none of ours.
  if (origin !== base) return view;
  return /^\/card\/?$/.test(pathname) ? "card" : view;
}

/** The app proxy's place on every storefront: `[app_proxy]` of shopify.app.toml. */
const PROXY = "/apps/musubi";

/** Paths on the storefront, for links, forms and redirects. */
export const storefrontPaths = {
  link: (options: { returnPath: string; locale?: string; afterLogin?: boolean }) =>
    withQuery(`${PROXY}/link`, {
      return_to: options.returnPath,
      lang: options.locale,
      after_login: options.afterLogin ? "1" : undefined,
    }),
  confirm: (code: string, locale: string, options: { afterLogin?: boolean } = {}) =>
    withQuery(`${PROXY}/confirm`, {
      c: code,
      lang: locale,
      after_login: options.afterLogin ? "1" : undefined,
    }),
  /** Where a link that began in the talk goes on. */
  talk: (options: { code: string; locale: string; afterLogin?: boolean }) =>
    withQuery(`${PROXY}/talk`, {
      c: options.code,
      lang: options.locale,
      after_login: options.afterLogin ? "1" : undefined,
    }),
  talkForm: (locale: string) => withQuery(`${PROXY}/talk`, { lang: locale }),
  /** Forms of the pages under the proxy post here. */
  confirmForm: (locale: string) => withQuery(`${PROXY}/confirm`, { lang: locale }),
  linkForm: (locale: string) => withQuery(`${PROXY}/link`, { lang: locale }),
  /** Shopify's login for customer accounts, which comes back to a path of the storefront. */
  login: (returnPath: string) =>
    withQuery("/customer_authentication/login", { return_to: returnPath }),
};

/** Where the customer was, with word of what happened for the theme block to say. */
export function withNews(returnPath: string, news: "linked" | "unlinked"): string {
  const url = new URL(returnPath, "https://storefront.invalid");
  url.searchParams.set("musubi", news);
  return `${url.pathname}${url.search}${url.hash}`;
}

function withQuery(path: string, values: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) query.set(name, value);
  return query.size ? `${path}?${query.toString()}` : path;
}

import { fixedT, type Locale } from "#app/platform/i18n.ts";

const STYLE = `
  body { margin: 0; font: 16px/1.7 system-ui, sans-serif; color: #1f2328; background: #fff; }
  main { max-width: 30rem; margin: 18vh auto 0; padding: 0 1.5rem; }
  h1 { font-size: 1.25rem; }
  a { display: inline-block; padding: 0.75rem 1.25rem; border-radius: 0.5rem; background: #1f2328; color: #fff; }`;

/**
 * The page behind a link that leads nowhere any more: it says so, and what to do. Plain HTML, since it is read on a
 * phone inside LINE, by someone who has no session.
 *
 * @param options.shopUrl the store's home; left out when not even the shop is known
 */
export function lostLinkPage(options: {
  locale: Locale;
  status: 404 | 410;
  shopUrl?: string;
  headers: Record<string, string>;
}): Response {
  const { locale, status, shopUrl, headers } = options;
  const t = fixedT(locale, "messages");
  const name = status === 410 ? "expired" : "unknown";
  const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t(`link.${name}.title`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${t(`link.${name}.title`)}</h1>
<p>${t(`link.${name}.body`)}</p>
${shopUrl ? `<p><a href="${escapeAttribute(shopUrl)}">${t("link.toShop")}</a></p>` : ""}
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": locale,
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
}

function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { fixedT, type Locale } from "#app/platform/i18n.ts";

/**
 * The mail with the code: as text, and as HTML without pictures or links, so that nothing in it can be tapped. Written
 * without JSX: the worker runs from source, which Node reads as TypeScript only.
 */
export function writeCodeMail(options: { locale: Locale; shopName: string; code: string }): {
  subject: string;
  text: string;
  html: string;
} {
  const { locale, shopName, code } = options;
  const t = fixedT(locale, "liff");
  const shop = shopName;
  const subject = t("mail.subject", { shop });
  const [lead, after, notYou, from] = [
    t("mail.lead", { shop }),
    t("mail.after"),
    t("mail.notYou"),
    t("mail.from", { shop }),
  ];
  const line = (text: string, style?: object) => createElement("p", { style }, text);
  const html = renderToStaticMarkup(
    createElement(
      "html",
      { lang: locale },
      createElement(
        "body",
        { style: { fontFamily: "sans-serif", lineHeight: 1.7, color: "#1a1c1d" } },
        line(lead),
        line(code, { fontSize: "28px", letterSpacing: "0.2em", fontWeight: "bold" }),
        line(after),
        line(notYou),
        line(from, { color: "#5c6166" }),
      ),
    ),
  );
  return {
    subject,
    text: [lead, code, after, notYou, from].join("\n\n"),
    html: `<!doctype html>${html}`,
  };
}

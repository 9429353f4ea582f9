import { renderToStaticMarkup } from "react-dom/server";
import { fixedT, type Locale } from "#app/platform/i18n.ts";

/** The mail with the code: as text, and as HTML without pictures or links, so that nothing in it can be tapped. */
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
  const html = renderToStaticMarkup(
    <html lang={locale}>
      <body style={{ fontFamily: "sans-serif", lineHeight: 1.7, color: "#1a1c1d" }}>
        <p>{lead}</p>
        <p style={{ fontSize: "28px", letterSpacing: "0.2em", fontWeight: "bold" }}>{code}</p>
        <p>{after}</p>
        <p>{notYou}</p>
        <p style={{ color: "#5c6166" }}>{from}</p>
      </body>
    </html>,
  );
  return {
    subject,
    text: [lead, code, after, notYou, from].join("\n\n"),
    html: `<!doctype html>${html}`,
  };
}

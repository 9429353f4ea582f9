import type { ReactNode } from "react";
import type { Locale } from "#app/platform/i18n.ts";
import { publicPageStyle } from "./public-page-style.ts";

/** A whole document for customers: the shop's name above one card. Works without script. */
export function PublicPage({
  locale,
  shopName,
  title,
  children,
  footer,
}: {
  locale: Locale;
  /** Empty where the shop is not known */
  shopName: string;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{shopName ? `${title} | ${shopName}` : title}</title>
        <style dangerouslySetInnerHTML={{ __html: publicPageStyle }} />
      </head>
      <body>
        <main>
          {shopName && <p className="shop">{shopName}</p>}
          <div className="card">
            <h1>{title}</h1>
            {children}
          </div>
          {footer}
        </main>
      </body>
    </html>
  );
}

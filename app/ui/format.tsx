import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Locale } from "#app/platform/i18n.ts";

type ShopFormat = { locale: Locale; timeZone: string; currency: string };

const ShopFormatContext = createContext<ShopFormat | undefined>(undefined);

/** Dates, money and numbers below are written in this language, zone and currency. */
export function ShopFormatProvider({
  children,
  locale,
  timeZone,
  currency,
}: ShopFormat & { children: ReactNode }) {
  const value = useMemo(() => ({ locale, timeZone, currency }), [locale, timeZone, currency]);
  return <ShopFormatContext.Provider value={value}>{children}</ShopFormatContext.Provider>;
}

/**
 * Writers of dates, money and numbers in the reader's language and the shop's zone and currency.
 *
 * @throws Error outside `ShopFormatProvider`
 */
export function useFormat() {
  const shop = useContext(ShopFormatContext);
  if (!shop) throw new Error("useFormat needs a ShopFormatProvider above it.");
  return useMemo(
    () => ({
      ...shop,
      /** An ISO text or epoch milliseconds, to the minute. */
      dateTime: (value: string | number | Date) => formatDateTime(value, shop),
      /** An amount in major units, in the shop's currency unless another is named. */
      money: (amount: number, currency = shop.currency) =>
        formatMoney(amount, currency, shop.locale),
      number: (value: number) => formatNumber(value, shop.locale),
    }),
    [shop],
  );
}

function formatDateTime(
  value: string | number | Date,
  shop: { locale: Locale; timeZone: string },
): string {
  return new Intl.DateTimeFormat(shop.locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timeZone,
  }).format(new Date(value));
}

/** @param amount major units (yen, dollars) */
function formatMoney(amount: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);
}

function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale).format(value);
}

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Locale } from "#app/platform/i18n.ts";

type ShopFormat = { locale: Locale; timeZone: string; currency: string };

const FormatContext = createContext<ReturnType<typeof createFormat> | undefined>(undefined);

/** Dates, money and numbers below are written in this language, zone and currency. */
export function ShopFormatProvider({
  children,
  locale,
  timeZone,
  currency,
}: ShopFormat & { children: ReactNode }) {
  const value = useMemo(
    () => createFormat({ locale, timeZone, currency }),
    [locale, timeZone, currency],
  );
  return <FormatContext.Provider value={value}>{children}</FormatContext.Provider>;
}

/**
 * Writers of dates, money and numbers in the reader's language and the shop's zone and currency.
 *
 * @throws Error outside `ShopFormatProvider`
 */
export function useFormat() {
  const format = useContext(FormatContext);
  if (!format) throw new Error("useFormat needs a ShopFormatProvider above it.");
  return format;
}

/** Made once for all of a page: making a formatter costs more than a hundred uses of it. */
function createFormat(shop: ShopFormat) {
  const dateTimes = new Intl.DateTimeFormat(shop.locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timeZone,
  });
  const moneyIn = (currency: string) =>
    new Intl.NumberFormat(shop.locale, { style: "currency", currency });
  const ownMoney = moneyIn(shop.currency);
  const numbers = new Intl.NumberFormat(shop.locale);
  return {
    ...shop,
    /** An ISO text or epoch milliseconds, to the minute. */
    dateTime: (value: string | number | Date) => dateTimes.format(new Date(value)),
    /** An amount in major units (yen, dollars), in the shop's currency unless another is named. */
    money: (amount: number, currency = shop.currency) =>
      (currency === shop.currency ? ownMoney : moneyIn(currency)).format(amount),
    number: (value: number) => numbers.format(value),
  };
}

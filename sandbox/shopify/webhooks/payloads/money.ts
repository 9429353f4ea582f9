/** Whole yen as REST-shaped payloads write it. */
export const yen = (amount: number): string => String(amount);

/** The `*_set` twin of an amount: shop and presentment money are the same, since the stand-in sells in yen only. */
export function moneySet(amount: number) {
  const money = { amount: yen(amount), currency_code: "JPY" };
  return { shop_money: money, presentment_money: money };
}

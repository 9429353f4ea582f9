/** The scalar Money: whole yen without decimals. */
export const money = (amount: number): string => String(amount);

/** MoneyV2, whose Decimal carries one decimal for currencies without minor units. */
export const moneyV2 = (amount: number) => ({ amount: `${amount}.0`, currencyCode: "JPY" });

export const moneyBag = (amount: number) => ({
  shopMoney: moneyV2(amount),
  presentmentMoney: moneyV2(amount),
});

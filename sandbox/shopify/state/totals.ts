import type { PurchaseLine, Totals } from "./purchases.ts";

const shippingFee = 500;
const freeShippingFrom = 5_000;

/** What a purchase costs: percent codes off the lines, a flat shipping fee, free from ¥5,000 on. */
export function totalsOf(
  lines: readonly PurchaseLine[],
  codes: readonly string[],
  discounts: ReadonlyMap<string, number>,
): Totals {
  const sum = lines.reduce((total, line) => total + line.price * line.quantity, 0);
  const percent = Math.min(
    100,
    codes.reduce((total, code) => total + (discounts.get(code.toUpperCase()) ?? 0), 0),
  );
  const discount = Math.floor((sum * percent) / 100);
  const subtotal = sum - discount;
  const shipping = sum === 0 || subtotal >= freeShippingFrom ? 0 : shippingFee;
  const total = subtotal + shipping;
  return { lines: sum, discount, subtotal, shipping, total, tax: Math.floor((total * 10) / 110) };
}

import type { Address } from "./shop-state.ts";

export type CartLine = { key: string; variantId: number; quantity: number };

export type Cart = {
  token: string;
  lines: CartLine[];
  discountCodes: string[];
  note: string | null;
  attributes: Record<string, string>;
};

/** A line as it was when it was put there: a later price of the product does not change it. */
export type PurchaseLine = {
  id: number;
  key: string;
  productId: number;
  variantId: number;
  title: string;
  variantTitle: string;
  sku: string;
  vendor: string;
  price: number;
  grams: number;
  quantity: number;
};

/** All in whole yen; the tax of 10 % is included in the prices, as usual in Japan. */
export type Totals = {
  lines: number;
  discount: number;
  subtotal: number;
  shipping: number;
  total: number;
  tax: number;
};

export type Checkout = {
  id: number;
  token: string;
  cartToken: string;
  /** The secret of the recovery link. */
  recoverKey: string;
  email: string | null;
  phone: string | null;
  customerId: number | null;
  locale: string;
  lines: PurchaseLine[];
  billingAddress: Address | null;
  shippingAddress: Address | null;
  discountCodes: string[];
  note: string | null;
  attributes: Record<string, string>;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
  orderId: number | null;
  /** checkouts/create has gone out: Shopify tells of a checkout once it has an e-mail address or a phone number. */
  announced: boolean;
};

export type Refund = {
  id: number;
  createdAt: number;
  note: string | null;
  restock: boolean;
  lines: { id: number; line: PurchaseLine; quantity: number; subtotal: number }[];
  amount: number;
  transactionId: number;
};

export type Order = {
  id: number;
  number: number;
  name: string;
  token: string;
  statusKey: string;
  checkoutToken: string | null;
  cartToken: string | null;
  email: string | null;
  phone: string | null;
  customerId: number | null;
  locale: string;
  lines: PurchaseLine[];
  billingAddress: Address | null;
  shippingAddress: Address | null;
  discountCodes: string[];
  note: string | null;
  attributes: Record<string, string>;
  totals: Totals;
  gateway: string;
  financialStatus: "pending" | "paid" | "partially_refunded" | "refunded" | "voided";
  cancelReason: string | null;
  cancelledAt: number | null;
  createdAt: number;
  updatedAt: number;
  refunds: Refund[];
};

import type { Cart, Checkout, Order } from "./purchases.ts";

/** Everything the stand-in knows of one shop. Times are epoch milliseconds of the sandbox clock; money is whole yen. */
export type ShopState = {
  /** `musubi-sandbox.myshopify.com` */
  domain: string;
  id: number;
  name: string;
  email: string;
  phone: string;
  ownerName: string;
  /** IANA name of the shop's zone, in which payload times are written. */
  zone: string;
  currency: "JPY";
  createdAt: number;
  updatedAt: number;
  staff: StaffUser;
  products: Map<number, Product>;
  customers: Map<number, Customer>;
  carts: Map<string, Cart>;
  checkouts: Map<string, Checkout>;
  orders: Map<number, Order>;
  /** What apps told Shopify Flow, oldest first. */
  flowTriggers: { at: number; handle: string; payload: object }[];
  /** Percent off, by code in upper case. */
  discounts: Map<string, number>;
  /** By the owner's gid. */
  metafields: Map<string, Metafield[]>;
  metafieldDefinitions: MetafieldDefinition[];
  bulkOperations: Map<number, BulkOperation>;
  installation: Installation | null;
  settings: ShopSettings;
};

type StaffUser = { id: number; firstName: string; lastName: string; email: string };

export type Product = {
  id: number;
  handle: string;
  title: string;
  vendor: string;
  productType: string;
  descriptionHtml: string;
  tags: string[];
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  image: { id: number; file: string; alt: string };
  createdAt: number;
  updatedAt: number;
  variants: Variant[];
};

export type Variant = {
  id: number;
  productId: number;
  /** `Default Title` when the product has a single variant, as Shopify calls it. */
  title: string;
  option: { name: string; value: string };
  sku: string;
  price: number;
  grams: number;
  stock: number;
  policy: "DENY" | "CONTINUE";
};

export type Address = {
  id: number | null;
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  province: string | null;
  provinceCode: string | null;
  country: string;
  countryCode: string;
  zip: string;
  phone: string | null;
};

export type Customer = {
  id: number;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  note: string | null;
  /** An account that can log in is enabled; a guest of the checkout is disabled. */
  state: "enabled" | "disabled";
  verifiedEmail: boolean;
  tags: string[];
  defaultAddress: Address | null;
  createdAt: number;
  updatedAt: number;
};

export type Metafield = {
  id: number;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
};

export type MetafieldDefinition = {
  id: number;
  name: string;
  namespace: string;
  key: string;
  description: string | null;
  ownerType: string;
  type: string;
};

export type BulkOperation = {
  id: number;
  query: string;
  groupObjects: boolean;
  status: "CREATED" | "RUNNING" | "CANCELING" | "CANCELED" | "COMPLETED" | "FAILED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | null;
  createdAt: number;
  completedAt: number | null;
  objectCount: number;
  rootObjectCount: number;
  /** The result in JSONL, partial where it failed; null when there is none. */
  file: Buffer | null;
  /** The unguessable part of the file's address */
  fileKey: string;
};

type Installation = { id: number; scopes: string[]; installedAt: number };

type ShopSettings = {
  customerAccounts: "NEW_CUSTOMER_ACCOUNTS" | "CLASSIC";
  shopifyPlus: boolean;
  /** Lets a visitor's `logged_in_customer_id` and the like pass beside Shopify's own, to try an app's defences. */
  proxyForwardsDuplicates: boolean;
  /** Settings of the app's theme blocks by block handle, over the defaults of their schema. */
  blockSettings: Record<string, Record<string, unknown>>;
  /** Five since API 2026-01; one was Shopify's limit before. */
  bulkQueriesAtATime: number;
  /** Handles of the app's blocks and embeds that the merchant has not placed in the theme. */
  hiddenBlocks: string[];
};

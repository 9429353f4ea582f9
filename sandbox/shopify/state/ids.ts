import { randomBytes, randomUUID } from "node:crypto";

const bases = {
  Shop: 68_000_000_000,
  AppInstallation: 760_000_000_000,
  StaffMember: 90_000_000_000,
  Product: 7_900_000_000_000,
  ProductVariant: 44_000_000_000_000,
  MediaImage: 36_000_000_000_000,
  Customer: 8_100_000_000_000,
  MailingAddress: 9_200_000_000_000,
  AbandonedCheckout: 37_000_000_000_000,
  LineItem: 15_300_000_000_000,
  Order: 6_200_000_000_000,
  Refund: 960_000_000_000,
  OrderTransaction: 7_400_000_000_000,
  Metafield: 31_000_000_000_000,
  MetafieldDefinition: 120_000_000_000,
  WebhookSubscription: 1_500_000_000_000,
  Job: 500_000_000,
  DataRequest: 9_000_000,
  BulkOperation: 1_470_000_000,
};

type IdKind = keyof typeof bases;

export type Ids = { next(kind: IdKind): number };

/** Numeric ids of the size that Shopify's have, each kind in a range of its own so that they cannot be mixed up. */
export function createIds(): Ids {
  const counters = new Map<IdKind, number>();
  return {
    next(kind) {
      const count = (counters.get(kind) ?? 0) + 1;
      counters.set(kind, count);
      return bases[kind] + count;
    },
  };
}

/** `gid://shopify/Customer/8100000000001` */
export function gid(kind: string, id: number | string): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The kind and number in a gid, or null when it is none. */
export function parseGid(value: string): { kind: string; id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(value);
  return match ? { kind: match[1]!, id: Number(match[2]) } : null;
}

/** 32 hexadecimal characters: cart, checkout and order tokens. */
export const newToken = (): string => randomBytes(16).toString("hex");

export const newUuid = (): string => randomUUID();

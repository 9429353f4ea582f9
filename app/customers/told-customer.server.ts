import { v7 as uuidv7 } from "uuid";
import { pooledRandom } from "#app/platform/pooled-random.server.ts";
import { storable } from "#app/platform/storable.ts";
import { customerName } from "./customer-name.ts";

/** A customer as Shopify's API tells it, in the columns of the mirror. */
export type ToldCustomer = {
  /** Of a row that is new */
  id: string;
  shopifyGid: string;
  displayName: string | null;
  email: string | null;
  phone: string | null;
  tags: string[];
  numberOfOrders: number | null;
  amountSpent: string | null;
  lastOrderAt: string | null;
  updatedAt: string | null;
  createdAt: string | null;
  /** Whether our metafield says that the customer is linked */
  isMarked: boolean;
};

const GID = /^gid:\/\/shopify\/Customer\/\d{1,20}$/;
/** The mirror's Decimal(18, 4) */
const AMOUNT = /^-?\d{1,13}(\.\d+)?$/;

type Told = Record<string, unknown> | null | undefined;

/**
 * Reads a customer as `app/shopify/operations/read-customers.server.ts` asks for it. It is written for hundreds of thousands
 * at a time, so nothing is parsed by schema: each field is looked at, and what it is not, it is not told.
 *
 * @returns null when it does not say which customer it is
 */
export function readToldCustomer(node: unknown): ToldCustomer | null {
  const customer = node as Told;
  const shopifyGid = customer?.id;
  if (typeof shopifyGid !== "string" || !GID.test(shopifyGid)) return null;
  const tags = Array.isArray(customer?.tags) ? (customer.tags as unknown[]) : [];
  return {
    id: uuidv7({ random: pooledRandom() }),
    shopifyGid,
    displayName: customerName({
      firstName: text(customer?.firstName),
      lastName: text(customer?.lastName),
    }),
    email: text((customer?.defaultEmailAddress as Told)?.emailAddress),
    phone: text((customer?.defaultPhoneNumber as Told)?.phoneNumber),
    tags: tags.flatMap((tag) => text(tag) ?? []).toSorted(),
    numberOfOrders: count(customer?.numberOfOrders),
    amountSpent: amount((customer?.amountSpent as Told)?.amount),
    lastOrderAt: moment((customer?.lastOrder as Told)?.createdAt),
    updatedAt: moment(customer?.updatedAt),
    createdAt: moment(customer?.createdAt),
    isMarked: (customer?.metafield as Told)?.value === "true",
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? storable(value) || null : null;
}

function count(value: unknown): number | null {
  const number = typeof value === "string" ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 && (number as number) < 2 ** 31
    ? (number as number)
    : null;
}

function amount(value: unknown): string | null {
  return typeof value === "string" && AMOUNT.test(value) ? value : null;
}

/** As Shopify writes them, but for the last days of a month, of which not every one is. */
const SECOND = /^20\d\d-(0[1-9]|1[0-2])-([01][1-9]|10|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

function moment(value: unknown): string | null {
  if (typeof value !== "string") return null;
  if (SECOND.test(value)) return `${value.slice(0, 19)}.000Z`;
  const at = new Date(value);
  const year = at.getUTCFullYear();
  return year >= 1970 && year < 10_000 ? at.toISOString() : null;
}

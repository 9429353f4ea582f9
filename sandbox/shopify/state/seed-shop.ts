import { catalogue } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import type { Ids } from "./ids.ts";
import type { Address, Customer, Product, ShopState } from "./shop-state.ts";

const day = 86_400_000;

/** A shop with products, three customers and one discount code, so that everything can be tried at once. */
export function seedShop(options: {
  domain: string;
  name: string;
  now: number;
  ids: Ids;
}): ShopState {
  const { domain, name, now, ids } = options;
  const products = catalogue.map((entry) => seedProduct(entry, name, now - 90 * day, ids));
  const customers = seedCustomers(now - 30 * day, ids);
  return {
    domain,
    id: ids.next("Shop"),
    name,
    email: "owner@example.jp",
    phone: "+81312345678",
    ownerName: "店主 花子",
    zone: "Asia/Tokyo",
    currency: "JPY",
    createdAt: now - 400 * day,
    updatedAt: now - 10 * day,
    staff: {
      id: ids.next("StaffMember"),
      firstName: "花子",
      lastName: "店主",
      email: "owner@example.jp",
    },
    products: new Map(products.map((product) => [product.id, product])),
    customers: new Map(customers.map((customer) => [customer.id, customer])),
    carts: new Map(),
    checkouts: new Map(),
    orders: new Map(),
    flowTriggers: [],
    discounts: new Map([["WELCOME10", 10]]),
    metafields: new Map(),
    metafieldDefinitions: [],
    bulkOperations: new Map(),
    installation: null,
    settings: {
      customerAccounts: "NEW_CUSTOMER_ACCOUNTS",
      shopifyPlus: false,
      proxyForwardsDuplicates: false,
      blockSettings: {},
      bulkQueriesAtATime: 5,
      hiddenBlocks: [],
    },
  };
}

function seedProduct(entry: CatalogueEntry, vendor: string, at: number, ids: Ids): Product {
  const id = ids.next("Product");
  return {
    id,
    handle: entry.handle,
    title: entry.title,
    vendor,
    productType: entry.productType,
    descriptionHtml: `<p>${entry.description}</p>`,
    tags: [entry.productType],
    status: "ACTIVE",
    image: { id: ids.next("MediaImage"), file: `${entry.handle}.jpg`, alt: entry.title },
    createdAt: at,
    updatedAt: at,
    variants: entry.variants.map((variant, index) => ({
      id: ids.next("ProductVariant"),
      productId: id,
      title: variant.title,
      option: { name: entry.option || "Title", value: variant.title },
      sku: `${entry.handle.toUpperCase()}-${index + 1}`,
      price: variant.price,
      grams: 300,
      stock: variant.stock,
      policy: "DENY",
    })),
  };
}

function seedCustomers(at: number, ids: Ids): Customer[] {
  const people = [
    { lastName: "佐藤", firstName: "美咲", email: "misaki.sato@example.jp", locale: "ja" },
    { lastName: "田中", firstName: "健太", email: "kenta.tanaka@example.jp", locale: "ja" },
    { lastName: "Miller", firstName: "Emma", email: "emma.miller@example.jp", locale: "en" },
  ];
  return people.map((person, index) => ({
    id: ids.next("Customer"),
    ...person,
    phone: `+819012345${String(index + 1).padStart(3, "0")}`,
    note: null,
    state: "enabled",
    verifiedEmail: true,
    tags: index === 1 ? ["常連"] : [],
    defaultAddress: tokyoAddress(person.firstName, person.lastName, ids.next("MailingAddress")),
    createdAt: at,
    updatedAt: at,
  }));
}

/** A plausible address; 〒100-0001 is the Imperial Palace, so nobody's mail. */
export function tokyoAddress(firstName: string, lastName: string, id: number | null): Address {
  return {
    id,
    firstName,
    lastName,
    company: null,
    address1: "千代田1-1",
    address2: null,
    city: "千代田区",
    province: "Tokyo",
    provinceCode: "JP-13",
    country: "Japan",
    countryCode: "JP",
    zip: "100-0001",
    phone: "+81300000000",
  };
}

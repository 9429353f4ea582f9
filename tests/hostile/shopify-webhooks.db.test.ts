import { beforeAll, expect, test } from "vitest";
import { db } from "#app/platform/database.server.ts";
import { createChannel } from "#tests/factories/channel.ts";
import { createCustomer } from "#tests/factories/customer.ts";
import { createFriend } from "#tests/factories/friend.ts";
import { createLink } from "#tests/factories/link.ts";
import { createRecoverySettings, createRecoveryStep } from "#tests/factories/recovery.ts";
import { createShop } from "#tests/factories/shop.ts";
import { EXAMPLE_VERSIONS, shopifyExample } from "#tests/factories/webhook.ts";
import { expectNothingUnhandled, MUTANTS } from "./fuzz.ts";
import { fuzzDoor, workOff } from "./webhook-door.ts";

expectNothingUnhandled();

/** Every topic of shopify.app.toml. */
const TOPICS = [
  ...["checkouts/create", "checkouts/update", "checkouts/delete"],
  ...["orders/create", "orders/updated", "orders/cancelled", "refunds/create"],
  ...["customers/create", "customers/update", "customers/delete", "customers/merge"],
  ...["customers/data_request", "customers/redact", "app/scopes_update", "shop/update"],
  ...["app/uninstalled", "shop/redact"],
];
/** These would leave nobody for the others. */
const LAST_WORDS = ["app/uninstalled", "shop/redact"];
const LEAVING = "leaving.myshopify.com";

const examples = TOPICS.flatMap((topic) =>
  EXAMPLE_VERSIONS.map((version) => ({ topic, version, json: shopifyExample(version, topic) })),
);

/** Each shop's events are worked in their order: so many lanes are worked at once. */
const shops: { domain: string }[] = [];
let neighbour: Awaited<ReturnType<typeof createLink>>;

async function createBusyShop(domain?: string) {
  const busy = await createShop(db, domain ? { domain } : {});
  await createRecoverySettings(db, busy);
  for (const delay of [0, 60, 600] as const) await createRecoveryStep(db, busy, delay);
  const customer = await createCustomer(db, busy, {
    // Whom Shopify's example of a checkout names.
    shopifyGid: "gid://shopify/Customer/603851970716743426",
  });
  const friend = await createFriend(db, await createChannel(db, busy));
  return { busy, link: await createLink(db, friend, customer) };
}

beforeAll(async () => {
  for (let n = 0; n < 8; n++) shops.push((await createBusyShop()).busy);
  await createBusyShop(LEAVING);
  neighbour = (await createBusyShop()).link;
});

test(
  `${MUTANTS} mutated Shopify webhooks: none breaks the door, and nothing is stored that is not signed`,
  { timeout: 300_000 },
  async () => {
    const { answers } = await fuzzDoor({
      name: "Shopify's webhooks",
      signatureHeader: "X-Shopify-Hmac-Sha256",
      secret: process.env.SHOPIFY_API_SECRET ?? "",
      original(n, number) {
        const { topic, version, json } = examples[n % examples.length]!;
        return {
          target: "/webhooks/shopify",
          headers: [
            ["X-Shopify-Topic", topic],
            [
              "X-Shopify-Shop-Domain",
              LAST_WORDS.includes(topic) ? LEAVING : shops[number % shops.length]!.domain,
            ],
            ["X-Shopify-API-Version", version],
            ["X-Shopify-Webhook-Id", `webhook-${number}`],
            ["X-Shopify-Event-Id", `event-${number}`],
            ["X-Shopify-Triggered-At", new Date(1_795_000_000_000 + number * 1000).toISOString()],
          ],
          json,
        };
      },
      rowsOf({ headers, body }, number) {
        const row = new TextDecoder().decode(body);
        const isTold = headers.some(([, value]) => value === `event-${number}`);
        return { may: [row], must: isTold ? [row] : [] };
      },
    });
    // Both sides of the signature were really tried.
    expect(answers[200]).toBeGreaterThan(MUTANTS / 10);
    expect(answers[401]).toBeGreaterThan(MUTANTS / 10);
  },
);

test(
  "and the worker ends every one that was stored, and leaves the shop next door alone",
  { timeout: 300_000 },
  async () => {
    expect(await workOff()).toEqual([]);
    expect(await db.link.findUnique({ where: { id: neighbour.id } })).toEqual(neighbour);
    expect(await db.checkout.count({ where: { shopId: neighbour.shopId } })).toBe(0);
  },
);

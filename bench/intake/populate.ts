import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { db, pool } from "#app/platform/database.server.ts";
import { defaultContent } from "#app/recovery/recovery-step.ts";
import { BENCH_CHANNEL_SECRET, type BenchShop, FRIENDS_PER_SHOP } from "./webhooks.ts";

const SHOPS = 50;
const CHECKOUTS = 100_000;
const LONG_AGO = new Date("2026-11-01T00:00:00Z");

/**
 * Shops with connected channels and recovery switched on, their friends, half of them linked, and open checkouts: so
 * that what the worker looks up is there, among other rows.
 *
 * @returns the shops in the order of their numbers, and how many rows there are
 */
export async function populate(): Promise<{ shops: BenchShop[]; size: Record<string, number> }> {
  const shops: BenchShop[] = [];
  for (let number = 0; number < SHOPS; number++) shops.push(await createShop(number));
  await pool.query(FRIENDS, [FRIENDS_PER_SHOP]);
  await pool.query(CUSTOMERS, [FRIENDS_PER_SHOP]);
  await pool.query(LINKS);
  await pool.query(CHECKOUTS_SQL, [CHECKOUTS, SHOPS, FRIENDS_PER_SHOP]);
  await pool.query("VACUUM ANALYZE");
  return {
    shops,
    size: {
      shops: await db.shop.count(),
      friends: await db.friend.count(),
      customers: await db.customer.count(),
      links: await db.link.count(),
      checkouts: await db.checkout.count(),
    },
  };
}

async function createShop(number: number): Promise<BenchShop> {
  const domain = `bench-${number}.myshopify.com`;
  const webhookKey = `bench-webhook-key-${number}`;
  const botUserId = `U${String(number).padStart(32, "0")}`;
  const shop = await db.shop.create({ data: { domain, name: domain, installedAt: LONG_AGO } });
  const { id } = await db.channel.create({
    data: {
      shopId: shop.id,
      messagingChannelId: String(2_000_000_000 + number),
      botUserId,
      webhookKey,
      webhookMode: "own",
      connectedAt: LONG_AGO,
    },
  });
  const messagingSecret = sealMessagingSecret(id, BENCH_CHANNEL_SECRET);
  await db.channel.update({ where: { id }, data: { messagingSecret } });
  await db.recoverySettings.create({
    data: { shopId: shop.id, isOn: true, activatedAt: LONG_AGO },
  });
  await db.recoveryStep.create({
    data: {
      shopId: shop.id,
      delayMinutes: 600,
      isOn: true,
      activatedAt: LONG_AGO,
      content: defaultContent(600, "ja"),
    },
  });
  return { domain, webhookKey, botUserId };
}

// The same ids as in webhooks.ts. A shop's number stands at the end of its bot's user id.
const FRIENDS = `
  INSERT INTO friend (id, shop_id, channel_id, line_user_id, display_name, follow_state, follow_changed_at,
    preferences_code, created_at)
  SELECT gen_random_uuid(), channel.shop_id, channel.id,
    'U' || md5('friend ' || ltrim(bot_user_id, 'U')::int || ' ' || number), 'Friend ' || number, 'following', now(),
    md5(channel.id || ' ' || number), now()
  FROM channel, generate_series(0, $1::int - 1) AS number`;

const CUSTOMERS = `
  INSERT INTO customer (id, shop_id, shopify_gid, display_name, created_at)
  SELECT gen_random_uuid(), id, 'gid://shopify/Customer/' || number, 'Customer ' || number, now()
  FROM shop, generate_series(0, $1::int - 1) AS number`;

const LINKS = `
  INSERT INTO link (id, shop_id, friend_id, customer_id, method, linked_at)
  SELECT gen_random_uuid(), friend.shop_id, friend.id, customer.id, 'storefront', now()
  FROM friend
  JOIN customer ON customer.shop_id = friend.shop_id
    AND customer.display_name = replace(friend.display_name, 'Friend', 'Customer')
  WHERE right(friend.display_name, 1) IN ('0', '2', '4', '6', '8')`;

const CHECKOUTS_SQL = `
  INSERT INTO checkout (id, shop_id, token, cart_token, name, customer_gid, total_price, shopify_created_at,
    shopify_updated_at, received_at)
  SELECT gen_random_uuid(), shop.id, md5('checkout ' || number), md5('cart ' || number), '#' || number,
    'gid://shopify/Customer/' || number / $2::int % $3::int, 4000, now(), now() - interval '1 minute', now()
  FROM generate_series(0, $1::int - 1) AS number
  JOIN shop ON shop.domain = 'bench-' || number % $2::int || '.myshopify.com'`;

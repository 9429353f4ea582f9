import { createHash } from "node:crypto";
import type pg from "pg";
import { sealMessagingSecret } from "#app/channels/channel-secrets.server.ts";
import { seal } from "#app/platform/crypto.server.ts";
import { defaultContent, STEP_DELAYS } from "#app/recovery/recovery-step.ts";

export const SHOPS = 50;
/** The step that is on: ten hours after the checkout began, as the product recommends. */
const DELAY_MINUTES = 600;

/**
 * The n-th id of a kind, in the order of time as the product's own (UUID version 7); the tables' indexes are the denser
 * for it.
 */
const ID_FUNCTION = `
  CREATE OR REPLACE FUNCTION bench_id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    (lpad(to_hex(1790000000000 + n), 12, '0') || '7' || substr(md5(kind), 1, 3) || '8' || lpad(to_hex(n), 15, '0'))::uuid`;

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** The person who left the n-th checkout, and the bot of the n-th shop, as LINE knows them. */
export const lineUserId = (n: number) => `U${md5(`line ${n}`)}`;
export const botUserId = (n: number) => `U${md5(`bot ${n}`)}`;
/** The n-th shop's channel, and every channel's secret. */
export const messagingChannelId = (n: number) => String(2_000_000_000 + n);
export const CHANNEL_SECRET = "5e".repeat(16);

/** Shops, each with a channel, a token of Shopify and recovery switched on, one step of it. */
export async function seedShops(client: pg.Client): Promise<void> {
  await client.query(ID_FUNCTION);
  const { rows } = await client.query<{
    id: string;
    channel_id: string;
    domain: string;
    n: number;
  }>(`
    INSERT INTO shop (id, domain, name, storefront_url, installed_at)
    SELECT bench_id('shop', n), 'bench-' || n || '.myshopify.com', '結び商店 ' || n, 'https://store.example.jp',
      now() - interval '90 days'
    FROM generate_series(0, ${SHOPS - 1}) AS n
    RETURNING id, domain, split_part(split_part(domain, '.', 1), '-', 2)::int AS n,
      bench_id('channel', split_part(split_part(domain, '.', 1), '-', 2)::int) AS channel_id`);
  for (const { id, channel_id: channelId, domain, n } of rows) {
    await client.query(
      `INSERT INTO channel (id, shop_id, messaging_channel_id, messaging_secret, bot_user_id, basic_id, display_name,
         chat_mode, webhook_mode, webhook_key, quota_read_at, quota_asked_at, connected_at)
       VALUES ($1, $2, $3, $4, $5, '@musubi', '結び商店', 'bot', 'own', 'bench-' || $3, now(), now(),
         now() - interval '90 days')`,
      [
        channelId,
        id,
        messagingChannelId(n),
        sealMessagingSecret(channelId, CHANNEL_SECRET),
        botUserId(n),
      ],
    );
    await client.query(
      `INSERT INTO session (id, shop, state, scope, expires, access_token)
       VALUES ($1, $2, '', 'read_products', now() + interval '1 day', $3)`,
      [`offline_${domain}`, domain, seal("shpat_bench", `session:offline_${domain}:access`)],
    );
    for (const delay of STEP_DELAYS) {
      await client.query(
        `INSERT INTO recovery_step (id, shop_id, delay_minutes, is_on, activated_at, content)
         VALUES (bench_id('step', $1::int * 10000 + $3::int), $2, $3, $3 = ${DELAY_MINUTES}, now() - interval '60 days', $4)`,
        [n, id, delay, JSON.stringify(defaultContent(delay, "ja"))],
      );
    }
  }
  await client.query(`
    INSERT INTO recovery_settings (shop_id, is_on, activated_at, sending_from_minute, sending_until_minute)
    SELECT id, true, now() - interval '60 days', 0, 0 FROM shop`);
  await client.query("INSERT INTO checkout_sweep (shop_id, due_at) SELECT id, now() FROM shop");
}

/**
 * So many open checkouts, of the shops in turn, each of a linked customer of its own who follows the shop, with
 * the send planned that the product would have planned. They become due from six hours on, within a day.
 */
export async function seedCheckouts(client: pg.Client, count: number): Promise<void> {
  const all = `generate_series(0::bigint, ${count - 1}::bigint) AS n`;
  const shop = `bench_id('shop', n % ${SHOPS})`;
  const dueAt = `date_trunc('hour', now()) + interval '6 hours' + (n::float8 / ${count}) * interval '24 hours'`;
  // The rows are each other's: nobody has to look the references up.
  await client.query("SET session_replication_role = replica");
  const putBack = await takeIndexesAway(client);
  await client.query(`
    INSERT INTO friend (id, shop_id, channel_id, line_user_id, display_name, language, follow_state, follow_changed_at,
      preferences_code, created_at)
    SELECT bench_id('friend', n), ${shop}, bench_id('channel', n % ${SHOPS}), 'U' || md5('line ' || n), 'たろう ' || n, 'ja',
      'following', now() - interval '40 days', substr(md5('code ' || n), 1, 27), now() - interval '40 days'
    FROM ${all}`);
  await client.query(`
    INSERT INTO customer (id, shop_id, shopify_gid, display_name, email, shopify_updated_at, created_at)
    SELECT bench_id('customer', n), ${shop}, 'gid://shopify/Customer/' || 7000000000 + n, '佐藤 ' || n,
      'sato' || n || '@example.jp', now() - interval '40 days', now() - interval '40 days'
    FROM ${all}`);
  await client.query(`
    INSERT INTO link (id, shop_id, friend_id, customer_id, method, linked_at)
    SELECT bench_id('link', n), ${shop}, bench_id('friend', n), bench_id('customer', n), 'storefront',
      now() - interval '30 days'
    FROM ${all}`);
  await client.query(`
    INSERT INTO checkout (id, shop_id, token, cart_token, name, customer_gid, recovery_url, line_items, item_count,
      total_price, customer_locale, shopify_created_at, shopify_updated_at, payload_version, received_at)
    SELECT bench_id('checkout', n), ${shop}, md5('token ' || n), md5('cart ' || n), '#' || n,
      'gid://shopify/Customer/' || 7000000000 + n,
      'https://store.example.jp/' || n % ${SHOPS} || '/checkouts/' || md5('token ' || n) || '/recover?key=' || md5('key ' || n),
      items.of_it, 1 + n % 3, 1200 * (1 + n % 3), 'ja-JP', began_at, began_at, '', began_at
    FROM (SELECT n, ${dueAt} - interval '${DELAY_MINUTES} minutes' AS began_at FROM ${all}) AS each
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('productId', ((n * 7 + k) % 200 + 1)::text,
        'variantId', ((n * 7 + k) % 200 + 1)::text, 'title', 'リネンシャツ ' || n || '-' || k, 'variantTitle', '白 / M',
        'quantity', 1 + (n + k) % 2, 'price', '1200.00')) AS of_it
      FROM generate_series(0, n % 3) AS k
    ) AS items`);
  await client.query(`
    INSERT INTO send (id, shop_id, kind, cause, subject_id, part_id, friend_id, due_at, next_at, valid_until, created_at)
    SELECT bench_id('send', n), ${shop}, 'recovery',
      'recovery:' || bench_id('checkout', n) || ':' || step_id, bench_id('checkout', n), step_id, bench_id('friend', n), due_at, due_at,
      due_at + interval '1 day', due_at - interval '${DELAY_MINUTES} minutes'
    FROM (SELECT n, bench_id('step', (n % ${SHOPS}) * 10000 + ${DELAY_MINUTES}) AS step_id, ${dueAt} AS due_at FROM ${all}) AS each`);
  await putBack();
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM ANALYZE");
}

const SEEDED = ["friend", "customer", "link", "checkout", "send"];

/** Indexes are built far faster of rows that are there. Returns how to have them again. */
async function takeIndexesAway(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = ANY($1::regclass[]) AND NOT indisprimary`,
    [SEEDED],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return async () => {
    await client.query("SET maintenance_work_mem = '512MB'");
    for (const { definition } of rows) await client.query(definition);
    await client.query("RESET maintenance_work_mem");
  };
}

/**
 * Lets the sends of the checkouts from `from` on become due at the given times, all in one transaction; their checkouts
 * began as long before as their step wants.
 */
export async function becomeDue(client: pg.Client, from: number, times: Date[]): Promise<void> {
  const each = "unnest($1::timestamptz[]) WITH ORDINALITY AS due (at, place)";
  const began = `due.at - interval '${DELAY_MINUTES} minutes'`;
  await client.query("BEGIN");
  await client.query(
    `UPDATE checkout SET shopify_created_at = ${began}, shopify_updated_at = ${began}
     FROM ${each} WHERE checkout.id = bench_id('checkout', ${from} + due.place - 1)`,
    [times],
  );
  await client.query(
    `UPDATE send SET due_at = due.at, next_at = due.at, valid_until = due.at + interval '1 day'
     FROM ${each} WHERE send.id = bench_id('send', ${from} + due.place - 1)`,
    [times],
  );
  await client.query("COMMIT");
}

import pg from "pg";

/** Rows really there, by what they are. */
export type ShopSize = Record<
  | "friends"
  | "customers"
  | "links"
  | "tags"
  | "friendTags"
  | "checkouts"
  | "sends"
  | "trackedLinks"
  | "orders"
  | "importRows",
  number
>;

/**
 * Fills a shop as if it had been at it for years: so many linked people, half as many friends and customers again who
 * are not linked, and 90 days of checkouts (two for each person), messages, taps and orders. Believable in its shares:
 * of ten checkouts six are by linked people, two by customers who are not, two by guests, and four are ordered.
 * The same call makes the same rows.
 */
export async function fillShop(options: {
  client: pg.Client;
  shopId: string;
  people: number;
}): Promise<ShopSize> {
  const { client, shopId, people } = options;
  const values = { shop: `'${shopId}'::uuid`, people: String(people) };
  for (const statement of STATEMENTS) {
    await client.query(statement.replace(/:(shop|people)\b/g, (_, name) => values[name as "shop"]));
  }
  const { rows } = await client.query<ShopSize>(`SELECT
    (SELECT count(*)::int FROM friend) AS friends,
    (SELECT count(*)::int FROM customer) AS customers,
    (SELECT count(*)::int FROM link) AS links,
    (SELECT count(*)::int FROM tag) AS tags,
    (SELECT count(*)::int FROM friend_tag) AS "friendTags",
    (SELECT count(*)::int FROM checkout) AS checkouts,
    (SELECT count(*)::int FROM send) AS sends,
    (SELECT count(*)::int FROM tracked_link) AS "trackedLinks",
    (SELECT count(*)::int FROM "order") AS orders,
    (SELECT count(*)::int FROM link_import_row) AS "importRows"`);
  return rows[0]!;
}

const SURNAMES =
  "'{佐藤,鈴木,高橋,田中,伊藤,渡辺,山本,中村,小林,加藤,吉田,山田,佐々木,山口,松本,井上,木村,林,斎藤,清水}'::text[]";
const NAMES =
  "'{美咲,陽菜,結衣,さくら,葵,凛,翔太,大輔,健太,拓也,直樹,真由美,裕子,恵子,誠,学,花子,太郎,Emma,Liam,Olivia}'::text[]";
const NICKNAMES =
  "'{みさき,ひな,ゆい,さくら🌸,あおい,りん,しょうた,だいすけ,けんた,たくや,NAOKI,まゆみ,ゆうこ,keiko,まこと}'::text[]";
/** Of version 4 in its form, since requests that name one are parsed. */
const uuid = (...parts: string[]) =>
  `overlay(overlay(md5(${parts.join(" || ")}) placing '4' from 13) placing 'a' from 17)::uuid`;
/** Evenly spread by md5, from 0 to 99, and the same in every run. */
const share = (seed: string) => `(('x' || substr(md5(${seed}), 1, 6))::bit(24)::int % 100)`;

const LINE_ITEMS = `jsonb_build_array(
  jsonb_build_object('productId', '8', 'variantId', (100 + i % 40)::text, 'title', 'リネンシャツ', 'variantTitle', '白 / M', 'quantity', 1, 'price', '7700.00'),
  jsonb_build_object('productId', '9', 'variantId', (200 + i % 40)::text, 'title', '草木染めのストール', 'variantTitle', '藍', 'quantity', 1, 'price', '5500.00'))`;

const STATEMENTS = [
  `INSERT INTO friend (id, shop_id, channel_id, line_user_id, display_name, language, follow_state, follow_changed_at, preferences_code, created_at)
   SELECT ${uuid("'friend'", "i")}, :shop, channel.id, 'U' || md5('line' || i), (${NICKNAMES})[1 + i % 15] || CASE WHEN i % 3 = 0 THEN (i % 97)::text ELSE '' END,
     CASE WHEN i % 12 = 0 THEN 'en' ELSE 'ja' END,
     CASE WHEN ${share("'follow' || i")} < 88 THEN 'following' WHEN ${share("'follow' || i")} < 97 THEN 'blocked' ELSE 'seen' END,
     now() - i % 900 * interval '1 day', md5('preferences' || i), now() - i % 900 * interval '1 day'
   FROM generate_series(1, :people + :people / 2) AS i, channel WHERE channel.shop_id = :shop`,
  `INSERT INTO customer (id, shop_id, shopify_gid, display_name, email, created_at, shopify_updated_at)
   SELECT ${uuid("'customer'", "i")}, :shop, 'gid://shopify/Customer/' || (7000000000 + i), (${SURNAMES})[1 + i % 20] || ' ' || (${NAMES})[1 + i % 21],
     'person' || i || '@example.jp', now() - i % 900 * interval '1 day', now()
   FROM generate_series(1, :people + :people / 2) AS i`,
  `INSERT INTO link (id, shop_id, friend_id, customer_id, method, customer_tag, linked_at)
   SELECT ${uuid("'link'", "i")}, :shop, ${uuid("'friend'", "i")}, ${uuid("'customer'", "i")}, 'storefront', 'musubi',
     now() - i % 900 * interval '1 day' - i % 86400 * interval '1 second'
   FROM generate_series(1, :people) AS i`,
  `INSERT INTO tag (id, shop_id, name, created_at)
   SELECT ${uuid("'tag'", "i")}, :shop, (ARRAY['常連','購入','来店','誕生日','キャンペーン','サンプル'])[1 + i % 6] || ' ' || (2020 + i / 6), now()
   FROM generate_series(1, 60) AS i`,
  `INSERT INTO friend_tag (friend_id, tag_id, shop_id, added_at)
   SELECT DISTINCT ON (1, 2) ${uuid("'friend'", "i")}, ${uuid("'tag'", "(1 + (i * 7 + k * 13) % 60)")}, :shop, now() - i % 400 * interval '1 day'
   FROM generate_series(1, :people) AS i, generate_series(1, i % 5) AS k`,
  `INSERT INTO opt_out (friend_id, shop_id, kind, via, created_at)
   SELECT ${uuid("'friend'", "i")}, :shop, kind, 'keyword', now()
   FROM generate_series(1, :people) AS i, unnest('{recovery,marketing}'::text[]) AS kind WHERE ${share("kind || i")} < 4`,
  // i is the checkout's number and tells everything else about it.
  `CREATE TEMP TABLE begun AS
   SELECT i, ${uuid("'checkout'", "i")} AS id, md5('token' || i) AS token, md5('cart' || i) AS cart_token,
     now() - (i::float8 / (:people * 2)) * interval '90 days' AS at,
     CASE WHEN i % 10 < 6 THEN 1 + (i::bigint * 7919) % :people
          WHEN i % 10 < 8 THEN :people + 1 + (i::bigint * 7919) % (:people / 2) END AS customer,
     ${share("'ordered' || i")} < 40 AS is_ordered
   FROM generate_series(1, :people * 2) AS i`,
  `INSERT INTO checkout (id, shop_id, token, cart_token, name, customer_gid, recovery_url, line_items, item_count, total_price, customer_locale,
     shopify_created_at, shopify_updated_at, completed_at, received_at)
   SELECT id, :shop, token, cart_token, '#' || (50000000 + i), 'gid://shopify/Customer/' || (7000000000 + customer),
     'https://musubi.example.jp/checkouts/' || token || '/recover?key=secret', ${LINE_ITEMS}, 2, 13200, 'ja',
     at, at, CASE WHEN is_ordered THEN at + interval '3 hours' END, at FROM begun`,
  `INSERT INTO "order" (id, shop_id, shopify_gid, checkout_token, cart_token, customer_gid, total_price, refunded, shopify_created_at, shopify_updated_at, cancelled_at)
   SELECT ${uuid("'order'", "i")}, :shop, 'gid://shopify/Order/' || (9000000000 + i), token, cart_token, 'gid://shopify/Customer/' || (7000000000 + customer),
     13200, CASE WHEN i % 31 = 0 THEN 7700 ELSE 0 END, at + (i % 40) * interval '1 hour', at + interval '2 days',
     CASE WHEN i % 53 = 0 THEN at + interval '2 days' END
   FROM begun WHERE is_ordered AND at + (i % 40) * interval '1 hour' < now()`,
  `CREATE TEMP TABLE reminder AS
   SELECT begun.*, step.id AS step_id, step.delay_minutes, ${uuid("'send'", "i", "step.id")} AS send_id,
     at + step.delay_minutes * interval '1 minute' AS due_at,
     CASE WHEN at + step.delay_minutes * interval '1 minute' > now() THEN 'planned'
          WHEN customer IS NULL OR customer > :people THEN 'skipped'
          WHEN is_ordered AND step.delay_minutes > (i % 40) * 60 THEN 'skipped'
          WHEN ${share("'sent' || i || step.id")} < 70 THEN 'accepted'
          WHEN ${share("'sent' || i || step.id")} < 80 THEN 'superseded'
          WHEN ${share("'sent' || i || step.id")} < 84 THEN 'expired'
          WHEN i % 613 = 0 THEN 'rejected' WHEN i % 1009 = 0 THEN 'unknown'
          WHEN i < :people / 50 AND i % 11 = 0 THEN 'held' ELSE 'skipped' END AS state
   FROM begun, recovery_step AS step WHERE step.shop_id = :shop AND step.is_on`,
  `INSERT INTO send_attempt (id, shop_id, channel_id, endpoint, retry_key, body, state, tries, first_tried_at, http_status, line_request_id, error, created_at)
   SELECT ${uuid("'attempt'", "send_id")}, :shop, channel.id, 'push', ${uuid("'key'", "send_id")},
     CASE WHEN due_at > now() - interval '2 days' THEN convert_to(repeat('x', 1500), 'UTF8') END,
     state, 1, due_at, CASE state WHEN 'accepted' THEN 200 WHEN 'rejected' THEN 400 END, md5('request' || send_id),
     CASE WHEN state = 'rejected' THEN '{"message": "A message (messages[0]) in the request body is invalid"}'::jsonb END, due_at
   FROM reminder, channel WHERE channel.shop_id = :shop AND state IN ('accepted', 'rejected', 'unknown')`,
  `INSERT INTO send (id, shop_id, kind, cause, subject_id, part_id, friend_id, state, reason, due_at, next_at, valid_until, attempt_id, accepted_at, settled_at, created_at)
   SELECT send_id, :shop, 'recovery', 'recovery:' || id || ':' || step_id, id, step_id,
     CASE WHEN customer <= :people AND state <> 'planned' THEN ${uuid("'friend'", "customer")} END, state,
     CASE state WHEN 'skipped' THEN CASE WHEN customer IS NULL THEN 'no_customer' WHEN customer > :people THEN 'not_linked' WHEN is_ordered THEN 'ordered'
                                         WHEN i % 3 = 0 THEN 'blocked' WHEN i % 3 = 1 THEN 'opted_out' ELSE 'out_of_stock' END
                WHEN 'superseded' THEN 'newer_checkout' WHEN 'held' THEN 'quota' WHEN 'rejected' THEN 'refused_by_line' WHEN 'unknown' THEN 'line_unreachable' END,
     due_at, CASE WHEN state = 'held' THEN now() + interval '1 day' ELSE due_at END, due_at + interval '2 days',
     CASE WHEN state IN ('accepted', 'rejected', 'unknown') THEN ${uuid("'attempt'", "send_id")} END,
     CASE WHEN state = 'accepted' THEN due_at + interval '1 second' END,
     CASE WHEN state NOT IN ('planned', 'held') THEN due_at + interval '1 second' END, at
   FROM reminder`,
  `INSERT INTO tracked_link (code_hash, shop_id, targets, send_id, checkout_id, expires_at, tap_counts, first_tapped_at)
   SELECT md5('code' || send_id), :shop,
     (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'url', 'https://musubi.example.jp/' || kind || 's/' || token, 'fallbackUrl', NULL))
      FROM unnest('{checkout,preferences,product,product}'::text[]) AS kind),
     send_id, id, due_at + interval '30 days', CASE WHEN is_tapped THEN '{1}' ELSE '{}' END::int[],
     CASE WHEN is_tapped THEN due_at + interval '25 minutes' END
   FROM reminder, LATERAL (SELECT ${share("'tap' || send_id")} < 30 AS is_tapped) AS tap
   WHERE state = 'accepted'`,
  `INSERT INTO audit_entry (id, shop_id, actor, action, subject, created_at)
   SELECT ${uuid("'audit'", "i")}, :shop, 'customer', 'link.created', 'gid://shopify/Customer/' || (7000000000 + i), now() - i % 900 * interval '1 day'
   FROM generate_series(1, :people) AS i`,
  `INSERT INTO webhook_event (source, shop_id, key, topic, lane, body, received_at, processed_at, outcome)
   SELECT 'shopify', :shop, 'bench ' || i, 'checkouts/update', i % 256, CASE WHEN i % 20000 = 0 THEN '{}' END,
     now() - i % 10000 * interval '1 minute', now() - i % 10000 * interval '1 minute', 'worked'
   FROM generate_series(1, :people) AS i`,
  `INSERT INTO data_request (id, shop_id, request_id, customer_gid, requested_at, answered_at)
   SELECT ${uuid("'asked'", "i")}, :shop, i::text, 'gid://shopify/Customer/' || (7000000000 + i), now() - i * interval '3 days',
     CASE WHEN i > 4 THEN now() - i * interval '3 days' + interval '20 hours' END
   FROM generate_series(1, least(250, :people / 10)) AS i`,
  // One import that tied a tenth of them, and a twentieth as many rows that were not taken.
  `INSERT INTO link_import (id, shop_id, source, stage, bot_user_id, file_name, encoding, counts, actor, created_at, finished_at, forget_at)
   SELECT ${uuid("'import'")}, :shop, 'csv', 'done', bot_user_id, 'line.csv', 'utf8',
     jsonb_build_object('written', :people / 10, 'not_friend', :people / 200), 'staff:1',
     now() - interval '1 day', now() - interval '1 day', now() + interval '29 days'
   FROM channel WHERE shop_id = :shop`,
  `INSERT INTO link_import_row (import_id, shop_id, line, line_user_id, verdict, reason, customer_id, link_id)
   SELECT ${uuid("'import'")}, :shop, i + 1, 'U' || md5('line' || i), 'written', NULL, ${uuid("'customer'", "i")}, ${uuid("'link'", "i")}
   FROM generate_series(1, :people / 10) AS i
   UNION ALL
   SELECT ${uuid("'import'")}, :shop, :people / 10 + i + 1, 'U' || md5('stranger' || i), 'not_friend', 'not_friend',
     ${uuid("'customer'", ":people + i")}, NULL
   FROM generate_series(1, :people / 200) AS i`,
  // What autovacuum does for a shop that grows over years.
  "VACUUM ANALYZE",
];

import type pg from "pg";

/** A shop with so many friends; for ten of them three customers, two of whom are linked, and an order of one. */
export type SeededPeople = { shopId: string; channelId: string };

/** Names as Japanese shops have them: some in every twentieth row, some in one of a million. */
const NAMES = `
  CREATE FUNCTION pg_temp.pick(list text[], place bigint) RETURNS text IMMUTABLE LANGUAGE sql AS
  $$ SELECT list[1 + (abs(hashint8(place)) % cardinality(list))] $$`;

/**
 * Fills a shop, as a first sync and an import of followers would, and waits until all are in the list of people.
 *
 * @param options.catchUp brings the next batch of people into the list, and says whether there are more
 */
export async function seedPeople(options: {
  pool: pg.Pool;
  friends: number;
  catchUp: () => Promise<boolean>;
}): Promise<SeededPeople> {
  const { pool, friends, catchUp } = options;
  const client = await pool.connect();
  try {
    await client.query(NAMES);
    const { rows } = await client.query<{ shopId: string; channelId: string }>(SHOP);
    const { shopId, channelId } = rows[0]!;
    await client.query(FRIENDS, [shopId, channelId, friends]);
    await client.query(CUSTOMERS, [shopId, Math.round(friends * 0.3)]);
    await client.query(LINKS, [shopId, Math.round(friends * 0.2)]);
    await client.query(ORDERS, [shopId]);
    await client.query(TAGS, [shopId]);
    while (await catchUp());
    await client.query("VACUUM (ANALYZE)");
    return { shopId, channelId };
  } finally {
    client.release(true);
  }
}

const SHOP = `
  WITH shop AS (
    INSERT INTO shop (id, domain, installed_at) VALUES (gen_random_uuid(), 'people-' || gen_random_uuid() || '.myshopify.com', now())
    RETURNING id
  )
  INSERT INTO channel (id, shop_id, webhook_key) SELECT gen_random_uuid(), id, gen_random_uuid() FROM shop
  RETURNING shop_id AS "shopId", id AS "channelId"`;

const FRIENDS = `
  INSERT INTO friend (id, shop_id, channel_id, line_user_id, display_name, source, follow_state, follow_changed_at, preferences_code, created_at)
  SELECT gen_random_uuid(), $1, $2, 'U' || md5(each::text),
    pg_temp.pick('{はな,たろう,ゆき,ケンジ,さくら,Mika,Ken,みほ,そうた,リサ,あおい,ひなた}', each)
      || pg_temp.pick('{ちゃん,さん,@お仕事中,🌸,_official,.t,くん,♪}', each * 7) || CASE WHEN each % 3 = 0 THEN each::text ELSE '' END,
    pg_temp.pick('{follow,message,login,follower_list,import}', each * 3),
    CASE WHEN each % 10 = 0 THEN 'blocked' WHEN each % 25 = 0 THEN 'seen' ELSE 'following' END,
    now(), md5($1::uuid::text || each), now() - each * interval '1 minute'
  FROM generate_series(1, $3::int) AS each`;

const CUSTOMERS = `
  INSERT INTO customer (id, shop_id, shopify_gid, display_name, email, phone, created_at)
  SELECT gen_random_uuid(), $1, 'gid://shopify/Customer/' || each,
    pg_temp.pick('{佐藤,鈴木,高橋,田中,伊藤,渡辺,山本,中村,小林,加藤,吉田,山田,佐々木,山口,松本,井上,木村,林,斎藤,清水}', each) || ' '
      || CASE WHEN each % 50000 = 7 THEN '鬱屈' ELSE pg_temp.pick('{花子,太郎,翔太,美咲,陽菜,蓮,結衣,大輔,優子,健太,直美,拓也}', each * 5) END,
    pg_temp.pick('{sato,suzuki,takahashi,tanaka,ito,watanabe,yamamoto,nakamura}', each) || '.'
      || pg_temp.pick('{hanako,taro,shota,misaki,hina}', each * 5) || each || '@'
      || pg_temp.pick('{gmail.com,yahoo.co.jp,docomo.ne.jp,example.jp}', each * 11),
    '+8190' || lpad((abs(hashint8(each * 13)) % 100000000)::text, 8, '0'), now() - each * interval '2 minutes'
  FROM generate_series(1, $2::int) AS each`;

const LINKS = `
  INSERT INTO link (id, shop_id, friend_id, customer_id, method, linked_at)
  SELECT gen_random_uuid(), $1, friend.id, customer.id, 'storefront', now()
  FROM (SELECT id, row_number() OVER (ORDER BY line_user_id) AS place FROM friend WHERE shop_id = $1) AS friend
  JOIN (SELECT id, row_number() OVER (ORDER BY shopify_gid) AS place FROM customer WHERE shop_id = $1 LIMIT $2::int) AS customer
    USING (place)`;

const ORDERS = `
  INSERT INTO "order" (id, shop_id, shopify_gid, name, customer_gid, total_price, shopify_created_at)
  SELECT gen_random_uuid(), $1, 'gid://shopify/Order/' || place, '#' || (1000 + place), shopify_gid, 5000, now()
  FROM (SELECT shopify_gid, row_number() OVER (ORDER BY shopify_gid) AS place FROM customer WHERE shop_id = $1) AS customer
  WHERE place % 3 = 0`;

/** One that every tenth friend wears, and one of some hundreds. */
const TAGS = `
  WITH tag AS (
    INSERT INTO tag (id, shop_id, name, created_at) VALUES (gen_random_uuid(), $1, 'common', now()), (gen_random_uuid(), $1, 'rare', now())
    RETURNING id, name
  )
  INSERT INTO friend_tag (friend_id, tag_id, shop_id, added_at)
  SELECT friend.id, tag.id, $1, now() FROM friend JOIN tag
    ON abs(hashtext(friend.line_user_id)) % CASE tag.name WHEN 'common' THEN 10 ELSE 3000 END = 0
  WHERE friend.shop_id = $1`;

import { seedPeople } from "./seed-people.ts";

/**
 * So many requests at once tie friends to customers, ten for each pair, as staff would: each takes the shop's lock, finds
 * both, and ties them. The environment is the product's by now.
 *
 * @returns how many ties there are afterwards, and how many requests were told that they had made one
 */
export async function measureRace(options: {
  pairs: number;
  requests: number;
}): Promise<{ pairs: number; links: number; told: number }> {
  const { pairs, requests } = options;
  const { db, pool } = await import("#app/platform/database.server.ts");
  const { linkByHand } = await import("#app/linking/link-by-hand.server.ts");
  const { shopId } = await seedPeople({ pool, friends: 0, catchUp: () => Promise.resolve(false) });
  const { rows } = await pool.query<{ friendId: string; customerId: string }>(PAIRS, [
    shopId,
    pairs,
  ]);
  const reason = "race";
  const by = { db, shopId, actor: "staff:1", reason, now: new Date() };
  const answers = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      patiently(() => linkByHand({ ...by, ...rows[index % rows.length]! })),
    ),
  );
  const links = await db.link.count({ where: { shopId } });
  return { pairs, links, told: answers.filter(({ outcome }) => outcome === "linked").length };
}

/** Who gets no connection of the pool within its ten seconds asks again, as a browser's user would. */
async function patiently<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code !== "P2028" && !message.includes("timeout exceeded")) throw error;
    }
  }
}

const PAIRS = `
  WITH friends AS (
    INSERT INTO friend (id, shop_id, channel_id, line_user_id, follow_state, preferences_code, created_at)
    SELECT gen_random_uuid(), channel.shop_id, channel.id, 'U' || md5(each::text), 'following', md5(channel.id::text || each), now()
    FROM channel, generate_series(1, $2::int) AS each WHERE channel.shop_id = $1
    RETURNING id
  ), customers AS (
    INSERT INTO customer (id, shop_id, shopify_gid, created_at)
    SELECT gen_random_uuid(), $1, 'gid://shopify/Customer/' || each, now() FROM generate_series(1, $2::int) AS each
    RETURNING id
  )
  SELECT friend.id AS "friendId", customer.id AS "customerId"
  FROM (SELECT id, row_number() OVER () AS place FROM friends) AS friend
  JOIN (SELECT id, row_number() OVER () AS place FROM customers) AS customer USING (place)`;

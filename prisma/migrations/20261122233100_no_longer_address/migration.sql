-- No address is longer (RFC 5321: 64 + 1 + 255), and an index takes no row of any length.
CREATE OR REPLACE FUNCTION people_refresh(friends uuid[], customers uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM customer WHERE id = ANY (customers) ORDER BY id FOR NO KEY UPDATE;
  friends := friends || ARRAY(SELECT friend_id FROM link WHERE customer_id = ANY (customers));
  PERFORM FROM friend WHERE id = ANY (friends) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM person WHERE id = ANY (customers) AND (
    EXISTS (SELECT FROM link WHERE link.customer_id = person.id)
    OR NOT EXISTS (SELECT FROM customer WHERE customer.id = person.id AND customer.deleted_at IS NULL));
  INSERT INTO person (id, shop_id, friend_id, customer_id, since, follow_state, source, search, email, phone)
  SELECT coalesce(friend.id, customer.id), shop.id, friend.id, customer.id, coalesce(friend.created_at, customer.created_at),
    friend.follow_state, friend.source,
    -- A telephone number as Shopify has it and, of Japan, as it is dialled there.
    people_fold(concat_ws(E'\n', friend.display_name, customer.display_name, customer.email, ltrim(customer.phone, '+'),
      CASE WHEN customer.phone LIKE '+81%' THEN '0' || substr(customer.phone, 4) END, (
        SELECT string_agg("order".name, E'\n' ORDER BY "order".shopify_created_at, "order".id) FROM "order"
        WHERE "order".shop_id = customer.shop_id AND "order".customer_gid = customer.shopify_gid))),
    CASE WHEN octet_length(customer.email) <= 320 THEN lower(customer.email) END,
    CASE WHEN octet_length(customer.phone) <= 320 THEN customer.phone END
  FROM (
    SELECT friend.id AS friend_id, link.customer_id, friend.shop_id
    FROM friend LEFT JOIN link ON link.friend_id = friend.id WHERE friend.id = ANY (friends)
    UNION ALL
    SELECT NULL, customer.id, customer.shop_id FROM customer
    WHERE customer.id = ANY (customers) AND customer.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM link WHERE link.customer_id = customer.id)
  ) AS each
  -- A shop that is being deleted gets none.
  JOIN shop ON shop.id = each.shop_id
  LEFT JOIN friend ON friend.id = each.friend_id
  LEFT JOIN customer ON customer.id = each.customer_id
  ORDER BY 1
  ON CONFLICT (id) DO UPDATE SET
    customer_id = excluded.customer_id, since = excluded.since, follow_state = excluded.follow_state,
    source = excluded.source, search = excluded.search, email = excluded.email, phone = excluded.phone
  WHERE (person.customer_id, person.since, person.follow_state, person.source, person.search, person.email, person.phone)
    IS DISTINCT FROM (excluded.customer_id, excluded.since, excluded.follow_state, excluded.source, excluded.search, excluded.email,
      excluded.phone);
END $$;

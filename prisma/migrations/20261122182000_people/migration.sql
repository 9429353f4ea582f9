-- Friends and customers in one list: a row for each person, kept by triggers from friend, customer, link and order, in the
-- transaction that changes them. app/people/README.md says why and how.
ALTER TABLE "order" ADD COLUMN "name" TEXT;

CREATE TABLE "person" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "friend_id" UUID,
  "customer_id" UUID,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "follow_state" TEXT,
  "source" TEXT,
  "search" TEXT NOT NULL,
  CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "person" ADD CONSTRAINT "person_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What came by the thousands at once is brought into the list afterwards.
CREATE TABLE "person_due" (
  "id" BIGSERIAL NOT NULL,
  "shop_id" UUID NOT NULL,
  "friend_id" UUID,
  "customer_id" UUID,
  CONSTRAINT "person_due_pkey" PRIMARY KEY ("id")
);

-- What was added to a shop's counts and taken away: their sum is how many there are. A row for each statement, so that
-- nobody waits for a counter; summed up by the worker.
CREATE TABLE "people_count" (
  "id" BIGSERIAL NOT NULL,
  "shop_id" UUID NOT NULL,
  "friends" INTEGER NOT NULL,
  "linked" INTEGER NOT NULL,
  "blocked" INTEGER NOT NULL,
  CONSTRAINT "people_count_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "people_count" ADD CONSTRAINT "people_count_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "people_count_shop_id_idx" ON "people_count" ("shop_id") INCLUDE ("friends", "linked", "blocked");

-- What is done to many people at once, by a job, in batches.
CREATE TABLE "people_task" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "actor" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "tag_id" UUID,
  "filter" JSONB,
  "person_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
  "state" TEXT NOT NULL DEFAULT 'running',
  "cursor" TEXT,
  "seen" INTEGER NOT NULL DEFAULT 0,
  "changed" INTEGER NOT NULL DEFAULT 0,
  "refused" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "people_task_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "people_task_shop_id_created_at_idx" ON "people_task" ("shop_id", "created_at");
ALTER TABLE "people_task" ADD CONSTRAINT "people_task_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "people_task" ADD CONSTRAINT "people_task_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Whose tags a task changed, so that it can be undone for them alone.
CREATE TABLE "people_task_change" (
  "task_id" UUID NOT NULL,
  "friend_id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  CONSTRAINT "people_task_change_pkey" PRIMARY KEY ("task_id", "friend_id")
);
ALTER TABLE "people_task_change" ADD CONSTRAINT "people_task_change_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "people_task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Why staff did it, in their words.
ALTER TABLE "audit_entry" ADD COLUMN "reason" TEXT;

-- Width, case and kana alike: what is searched for, and what it is looked for in.
CREATE FUNCTION people_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(normalize(words, NFKC)),
  'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾ',
  'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞ');

-- The pieces of a folded text by which the index finds it, mixed with the shop so that each shop searches among its own:
-- each character that is not ASCII, every two characters, and every three of ASCII (any two digits stand in a fourth of all
-- telephone numbers). None crosses a line break, which divides what is searched.
CREATE FUNCTION people_grams(shop uuid, folded text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  key bigint := ('x' || right(shop::text, 12))::bit(48)::bigint;
  letter text;
  a bigint := 10;
  b bigint := 10;
  c bigint;
  grams int[] := '{}';
BEGIN
  FOREACH letter IN ARRAY string_to_array(folded, NULL) LOOP
    c := ascii(letter);
    IF c > 127 THEN
      grams := grams || ((key + c) % 2147483629)::int;
    END IF;
    IF b <> 10 AND c <> 10 THEN
      grams := grams || ((key + (b << 21) + c) % 2147483629)::int;
      IF a <> 10 AND a < 128 AND b < 128 AND c < 128 THEN
        grams := grams || ((key + (1::bigint << 45) + (a << 14) + (b << 7) + c) % 2147483629)::int;
      END IF;
    END IF;
    a := b;
    b := c;
  END LOOP;
  RETURN grams;
END $$;

-- The fewest pieces that tell a folded word: its triples of ASCII, and the pairs that no triple holds. A single character of
-- ASCII has none.
CREATE FUNCTION people_word_grams(shop uuid, word text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  all_grams int[] := people_grams(shop, word);
  key bigint := ('x' || right(shop::text, 12))::bit(48)::bigint;
  letters text[] := string_to_array(word, NULL);
  size int := cardinality(letters);
  codes bigint[] := ARRAY(SELECT ascii(letter) FROM unnest(letters) WITH ORDINALITY AS each (letter, place) ORDER BY place);
  grams int[] := '{}';
  is_in_triple boolean;
BEGIN
  IF size < 2 THEN
    RETURN all_grams;
  END IF;
  FOR place IN 1 .. size - 1 LOOP
    is_in_triple := codes[place] < 128 AND codes[place + 1] < 128
      AND (coalesce(codes[place - 1], 128) < 128 OR coalesce(codes[place + 2], 128) < 128);
    IF NOT is_in_triple THEN
      grams := grams || ((key + (codes[place] << 21) + codes[place + 1]) % 2147483629)::int;
    ELSIF coalesce(codes[place + 2], 128) < 128 THEN
      grams := grams
        || ((key + (1::bigint << 45) + (codes[place] << 14) + (codes[place + 1] << 7) + codes[place + 2]) % 2147483629)::int;
    END IF;
  END LOOP;
  RETURN grams;
END $$;

-- Writes the rows of friends and customers anew. Customers are locked before friends, and friends for whoever writes their
-- row: of two who change a person at once, the second sees what the first has written.
CREATE FUNCTION people_refresh(friends uuid[], customers uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM customer WHERE id = ANY (customers) ORDER BY id FOR NO KEY UPDATE;
  friends := friends || ARRAY(SELECT friend_id FROM link WHERE customer_id = ANY (customers));
  PERFORM FROM friend WHERE id = ANY (friends) ORDER BY id FOR NO KEY UPDATE;
  DELETE FROM person WHERE id = ANY (customers) AND (
    EXISTS (SELECT FROM link WHERE link.customer_id = person.id)
    OR NOT EXISTS (SELECT FROM customer WHERE customer.id = person.id AND customer.deleted_at IS NULL));
  INSERT INTO person (id, shop_id, friend_id, customer_id, since, follow_state, source, search)
  SELECT coalesce(friend.id, customer.id), shop.id, friend.id, customer.id, coalesce(friend.created_at, customer.created_at),
    friend.follow_state, friend.source,
    -- A telephone number as Shopify has it and, of Japan, as it is dialled there.
    people_fold(concat_ws(E'\n', friend.display_name, customer.display_name, customer.email, ltrim(customer.phone, '+'),
      CASE WHEN customer.phone LIKE '+81%' THEN '0' || substr(customer.phone, 4) END, (
        SELECT string_agg("order".name, E'\n' ORDER BY "order".shopify_created_at, "order".id) FROM "order"
        WHERE "order".shop_id = customer.shop_id AND "order".customer_gid = customer.shopify_gid)))
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
    source = excluded.source, search = excluded.search
  WHERE (person.customer_id, person.since, person.follow_state, person.source, person.search)
    IS DISTINCT FROM (excluded.customer_id, excluded.since, excluded.follow_state, excluded.source, excluded.search);
END $$;

-- At once for what people do, and later for what comes by the thousands, which would wait for the index of each.
CREATE FUNCTION people_changed(shops uuid[], friends uuid[], customers uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(shops) > 1000 THEN
    INSERT INTO person_due (shop_id, friend_id, customer_id)
    SELECT shop_id, friend_id, customer_id FROM unnest(shops, friends, customers) AS each (shop_id, friend_id, customer_id);
  ELSIF cardinality(shops) > 0 THEN
    PERFORM people_refresh(array_remove(friends, NULL), array_remove(customers, NULL));
  END IF;
END $$;

-- Brings what is due into the list. Returns how many that were.
CREATE FUNCTION people_catch_up(most integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  friends uuid[];
  customers uuid[];
  taken int;
BEGIN
  WITH due AS (
    DELETE FROM person_due WHERE id IN (SELECT id FROM person_due ORDER BY id LIMIT most FOR UPDATE SKIP LOCKED)
    RETURNING friend_id, customer_id
  )
  SELECT count(*), array_agg(DISTINCT friend_id) FILTER (WHERE friend_id IS NOT NULL),
    array_agg(DISTINCT customer_id) FILTER (WHERE customer_id IS NOT NULL)
  INTO taken, friends, customers FROM due;
  IF taken > 0 THEN
    PERFORM people_refresh(coalesce(friends, '{}'), coalesce(customers, '{}'));
  END IF;
  RETURN taken;
END $$;

-- Sums up what was counted. Whoever reads meanwhile sees the parts or the sum.
CREATE FUNCTION people_sum_up() RETURNS void
LANGUAGE sql AS $$
  WITH parts AS (
    DELETE FROM people_count WHERE id IN (SELECT id FROM people_count ORDER BY id FOR UPDATE SKIP LOCKED)
      AND shop_id IN (SELECT shop_id FROM people_count GROUP BY shop_id HAVING count(*) > 1)
    RETURNING shop_id, friends, linked, blocked
  )
  INSERT INTO people_count (shop_id, friends, linked, blocked)
  SELECT shop_id, sum(friends), sum(linked), sum(blocked) FROM parts GROUP BY shop_id;
$$;

CREATE FUNCTION people_of_friends() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO people_count (shop_id, friends, linked, blocked)
    SELECT shop.id, count(*) FILTER (WHERE follow_state = 'following'), 0, count(*) FILTER (WHERE follow_state = 'blocked')
    FROM new_rows JOIN shop ON shop.id = new_rows.shop_id WHERE follow_state IN ('following', 'blocked') GROUP BY shop.id;
    PERFORM people_changed(array_agg(shop_id), array_agg(id), NULL) FROM new_rows;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO people_count (shop_id, friends, linked, blocked)
    SELECT new_rows.shop_id,
      count(*) FILTER (WHERE new_rows.follow_state = 'following') - count(*) FILTER (WHERE old_rows.follow_state = 'following'), 0,
      count(*) FILTER (WHERE new_rows.follow_state = 'blocked') - count(*) FILTER (WHERE old_rows.follow_state = 'blocked')
    FROM new_rows JOIN old_rows USING (id) WHERE new_rows.follow_state <> old_rows.follow_state GROUP BY new_rows.shop_id;
    PERFORM people_changed(array_agg(new_rows.shop_id), array_agg(id), NULL) FROM new_rows JOIN old_rows USING (id)
    WHERE (new_rows.display_name, new_rows.follow_state, new_rows.source, new_rows.created_at)
      IS DISTINCT FROM (old_rows.display_name, old_rows.follow_state, old_rows.source, old_rows.created_at);
  ELSE
    INSERT INTO people_count (shop_id, friends, linked, blocked)
    SELECT shop.id, - count(*) FILTER (WHERE follow_state = 'following'), 0, - count(*) FILTER (WHERE follow_state = 'blocked')
    FROM old_rows JOIN shop ON shop.id = old_rows.shop_id WHERE follow_state IN ('following', 'blocked') GROUP BY shop.id;
    DELETE FROM person USING old_rows WHERE person.id = old_rows.id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION people_of_customers() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM people_changed(array_agg(shop_id), NULL, array_agg(id)) FROM new_rows WHERE deleted_at IS NULL;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM people_changed(array_agg(new_rows.shop_id), NULL, array_agg(id)) FROM new_rows JOIN old_rows USING (id)
    WHERE (new_rows.display_name, new_rows.email, new_rows.phone, new_rows.deleted_at, new_rows.created_at)
      IS DISTINCT FROM (old_rows.display_name, old_rows.email, old_rows.phone, old_rows.deleted_at, old_rows.created_at);
  ELSE
    DELETE FROM person USING old_rows WHERE person.id = old_rows.id;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION people_of_links() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO people_count (shop_id, friends, linked, blocked) SELECT shop_id, 0, count(*), 0 FROM new_rows GROUP BY shop_id;
    PERFORM people_changed(array_agg(shop_id), array_agg(friend_id), array_agg(customer_id)) FROM new_rows;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM people_changed(array_agg(shop_id), array_agg(friend_id), array_agg(customer_id)) FROM (
      SELECT new_rows.shop_id, each.friend_id, each.customer_id FROM new_rows JOIN old_rows USING (id) CROSS JOIN LATERAL
        (VALUES (new_rows.friend_id, new_rows.customer_id), (old_rows.friend_id, old_rows.customer_id)) AS each (friend_id, customer_id)
      WHERE (new_rows.friend_id, new_rows.customer_id) <> (old_rows.friend_id, old_rows.customer_id)) AS moved;
  ELSE
    INSERT INTO people_count (shop_id, friends, linked, blocked)
    SELECT shop.id, 0, - count(*), 0 FROM old_rows JOIN shop ON shop.id = old_rows.shop_id GROUP BY shop.id;
    PERFORM people_changed(array_agg(shop_id), array_agg(friend_id), array_agg(customer_id)) FROM old_rows;
  END IF;
  RETURN NULL;
END $$;

-- By the numbers of their orders.
CREATE FUNCTION people_of_orders() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM people_changed(array_agg(customer.shop_id), NULL, array_agg(customer.id))
    FROM (SELECT DISTINCT shop_id, customer_gid FROM new_rows WHERE name IS NOT NULL) AS changed
    JOIN customer ON customer.shop_id = changed.shop_id AND customer.shopify_gid = changed.customer_gid;
  ELSE
    PERFORM people_changed(array_agg(customer.shop_id), NULL, array_agg(customer.id))
    FROM (
      SELECT DISTINCT new_rows.shop_id, each.customer_gid FROM new_rows JOIN old_rows USING (id) CROSS JOIN LATERAL
        (VALUES (new_rows.customer_gid), (old_rows.customer_gid)) AS each (customer_gid)
      WHERE (new_rows.name, new_rows.customer_gid) IS DISTINCT FROM (old_rows.name, old_rows.customer_gid)
    ) AS changed
    JOIN customer ON customer.shop_id = changed.shop_id AND customer.shopify_gid = changed.customer_gid;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER people_of_new_friends AFTER INSERT ON friend REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_friends();
CREATE TRIGGER people_of_changed_friends AFTER UPDATE ON friend REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_friends();
CREATE TRIGGER people_of_gone_friends AFTER DELETE ON friend REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_friends();
CREATE TRIGGER people_of_new_customers AFTER INSERT ON customer REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_customers();
CREATE TRIGGER people_of_changed_customers AFTER UPDATE ON customer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_customers();
CREATE TRIGGER people_of_gone_customers AFTER DELETE ON customer REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_customers();
CREATE TRIGGER people_of_new_links AFTER INSERT ON link REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_links();
CREATE TRIGGER people_of_changed_links AFTER UPDATE ON link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_links();
CREATE TRIGGER people_of_gone_links AFTER DELETE ON link REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_links();
CREATE TRIGGER people_of_new_orders AFTER INSERT ON "order" REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_orders();
CREATE TRIGGER people_of_changed_orders AFTER UPDATE ON "order" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION people_of_orders();

-- Who was there before.
SELECT people_refresh(ARRAY(SELECT id FROM friend), ARRAY(SELECT id FROM customer));
INSERT INTO people_count (shop_id, friends, linked, blocked)
SELECT shop.id,
  (SELECT count(*) FROM friend WHERE friend.shop_id = shop.id AND follow_state = 'following'),
  (SELECT count(*) FROM link WHERE link.shop_id = shop.id),
  (SELECT count(*) FROM friend WHERE friend.shop_id = shop.id AND follow_state = 'blocked')
FROM shop;

CREATE INDEX "person_newest" ON "person" ("shop_id", "since", "id");
CREATE INDEX "person_by_follow_state" ON "person" ("shop_id", "follow_state", "since", "id");
CREATE INDEX "person_by_source" ON "person" ("shop_id", "source", "since", "id") WHERE "source" IS NOT NULL;
CREATE INDEX "person_linked" ON "person" ("shop_id", "since", "id") WHERE "friend_id" IS NOT NULL AND "customer_id" IS NOT NULL;
CREATE INDEX "person_search" ON "person" USING gin (people_grams("shop_id", "search"));

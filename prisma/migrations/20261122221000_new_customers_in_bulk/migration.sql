-- Of customers who come by the thousands one pass notes whom, straight from the statement's rows.
CREATE OR REPLACE FUNCTION people_of_customers() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (SELECT count(*) FROM new_rows) > 1000 THEN
      INSERT INTO person_due (shop_id, friend_ids, customer_ids)
      SELECT shop_id, '{}', array_agg(id)
      FROM (SELECT shop_id, id, row_number() OVER () / 1000 AS part FROM new_rows WHERE deleted_at IS NULL) AS new
      GROUP BY shop_id, part;
    ELSE
      PERFORM people_changed(array_agg(shop_id), NULL, array_agg(id)) FROM new_rows WHERE deleted_at IS NULL;
    END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM people_changed(array_agg(new_rows.shop_id), NULL, array_agg(id)) FROM new_rows JOIN old_rows USING (id)
    WHERE (new_rows.display_name, new_rows.email, new_rows.phone, new_rows.deleted_at, new_rows.created_at)
      IS DISTINCT FROM (old_rows.display_name, old_rows.email, old_rows.phone, old_rows.deleted_at, old_rows.created_at);
  ELSE
    DELETE FROM person USING old_rows WHERE person.id = old_rows.id;
  END IF;
  RETURN NULL;
END $$;

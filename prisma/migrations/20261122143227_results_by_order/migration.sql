-- What was recovered is asked of the range's orders, and taps of the links that were tapped in it.
CREATE INDEX "order_shop_id_shopify_created_at_idx" ON "order" ("shop_id", "shopify_created_at");
CREATE INDEX "tracked_link_tapped" ON "tracked_link" ("shop_id", "first_tapped_at") INCLUDE ("send_id")
  WHERE "first_tapped_at" IS NOT NULL AND "kind" IN ('checkout', 'product');

-- How somebody became known to the channel, by which way and why a tie was made, and what Shopify says of a customer.
ALTER TABLE "friend" ADD COLUMN "source" TEXT;
ALTER TABLE "link" ADD COLUMN "reason" TEXT;
ALTER TABLE "customer"
  ADD COLUMN "phone" TEXT,
  ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "number_of_orders" INTEGER,
  ADD COLUMN "amount_spent" DECIMAL(18, 4),
  ADD COLUMN "last_order_at" TIMESTAMPTZ(3);

-- What came of the ways to a tie, counted per day.
CREATE TABLE "link_step" (
  "shop_id" UUID NOT NULL,
  "day" DATE NOT NULL,
  "method" TEXT NOT NULL,
  "step" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "link_step_pkey" PRIMARY KEY ("shop_id", "day", "method", "step")
);
ALTER TABLE "link_step" ADD CONSTRAINT "link_step_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

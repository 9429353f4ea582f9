-- Up to when each part of a mirrored customer is known: what comes late changes nothing newer.
ALTER TABLE "customer"
  ADD COLUMN "read_at" TIMESTAMPTZ(3),
  ADD COLUMN "tag_changes" JSONB,
  ADD COLUMN "totals_at" TIMESTAMPTZ(3);

-- The reading of all customers of a shop, and after it the looks for what webhooks missed.
CREATE TABLE "customer_sync" (
  "shop_id" UUID NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'wanted',
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "operation_gid" TEXT,
  "operation_at" TIMESTAMPTZ(3),
  "object_count" INTEGER NOT NULL DEFAULT 0,
  "read" INTEGER NOT NULL DEFAULT 0,
  "changed" INTEGER NOT NULL DEFAULT 0,
  "wanted_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  "failure" TEXT,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "read_until" TIMESTAMPTZ(3),
  CONSTRAINT "customer_sync_pkey" PRIMARY KEY ("shop_id")
);
CREATE INDEX "customer_sync_due_at_idx" ON "customer_sync"("due_at");
ALTER TABLE "customer_sync" ADD CONSTRAINT "customer_sync_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- How often a link's tag and metafield were put back lately.
CREATE TABLE "link_healing" (
  "link_id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "times" INTEGER NOT NULL,
  CONSTRAINT "link_healing_pkey" PRIMARY KEY ("link_id")
);
CREATE INDEX "link_healing_shop_id_idx" ON "link_healing"("shop_id");
ALTER TABLE "link_healing" ADD CONSTRAINT "link_healing_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

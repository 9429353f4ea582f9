ALTER TABLE "shop" ADD COLUMN "scopes_updated_at" TIMESTAMPTZ(3);
ALTER TABLE "customer" ADD COLUMN "payload_version" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "merged_into_gid" TEXT;
ALTER TABLE "checkout" ADD COLUMN "payload_version" TEXT NOT NULL DEFAULT '';
ALTER TABLE "order" ADD COLUMN "payload_version" TEXT NOT NULL DEFAULT '';
ALTER TABLE "webhook_event" ADD COLUMN "shop_domain" TEXT,
  ADD COLUMN "channel_id" UUID;

CREATE TABLE "checkout_deletion" (
    "shop_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_deletion_pkey" PRIMARY KEY ("shop_id", "key")
);

CREATE TABLE "checkout_sweep" (
    "shop_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "read_until" TIMESTAMPTZ(3),

    CONSTRAINT "checkout_sweep_pkey" PRIMARY KEY ("shop_id")
);
CREATE INDEX "checkout_sweep_due_at_idx" ON "checkout_sweep"("due_at");

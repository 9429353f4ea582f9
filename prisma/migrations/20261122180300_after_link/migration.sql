-- What follows a link, which ways to it are open, and who has had the gift.
ALTER TABLE "link_settings"
  ADD COLUMN "greets" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "greeting_text" TEXT,
  ADD COLUMN "gift_code" TEXT,
  ADD COLUMN "friend_tag_id" UUID,
  ADD COLUMN "invite_text" TEXT,
  ADD COLUMN "liff_id" TEXT,
  ADD COLUMN "closed_ways" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "link_settings" ADD CONSTRAINT "link_settings_friend_tag_id_fkey" FOREIGN KEY ("friend_tag_id") REFERENCES "tag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One row per receiver, so that neither a customer nor a friend can have the gift twice.
CREATE TABLE "after_link_gift" (
  "shop_id" UUID NOT NULL,
  "receiver_hash" TEXT NOT NULL,
  "link_id" UUID NOT NULL,
  "code" TEXT NOT NULL,
  "given_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "after_link_gift_pkey" PRIMARY KEY ("shop_id", "receiver_hash")
);
CREATE INDEX "after_link_gift_shop_id_link_id_idx" ON "after_link_gift"("shop_id", "link_id");
ALTER TABLE "after_link_gift" ADD CONSTRAINT "after_link_gift_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which way a login belongs to, so that the tie and its count know it.
ALTER TABLE "login_attempt" ADD COLUMN "method" TEXT NOT NULL DEFAULT 'storefront';

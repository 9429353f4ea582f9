-- Who opened the LIFF page, what they claim and prove, and how often that is tried.
CREATE TABLE "liff_session" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "channel_id" UUID NOT NULL,
  "browser_hash" TEXT NOT NULL,
  "id_token_hash" TEXT NOT NULL,
  "line_user_id" TEXT NOT NULL,
  "display_name" TEXT,
  "picture_url" TEXT,
  "sealed_email" TEXT,
  "identified_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "liff_session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "liff_session_id_token_hash_key" ON "liff_session"("id_token_hash");
CREATE INDEX "liff_session_shop_id_browser_hash_identified_at_idx" ON "liff_session"("shop_id", "browser_hash", "identified_at");
ALTER TABLE "liff_session" ADD CONSTRAINT "liff_session_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "link_proof" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "channel_id" UUID NOT NULL,
  "line_user_id" TEXT NOT NULL,
  "sealed_address" TEXT,
  "customer_id" UUID,
  "locale" TEXT NOT NULL,
  "tries" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "proved_at" TIMESTAMPTZ(3),
  "used_at" TIMESTAMPTZ(3),
  CONSTRAINT "link_proof_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "link_proof_shop_id_channel_id_line_user_id_created_at_idx" ON "link_proof"("shop_id", "channel_id", "line_user_id", "created_at");
ALTER TABLE "link_proof" ADD CONSTRAINT "link_proof_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_proof" ADD CONSTRAINT "link_proof_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "link_proof_customer_id_idx" ON "link_proof"("customer_id");

CREATE TABLE "rate_count" (
  "shop_id" UUID NOT NULL,
  "span_ends" TIMESTAMPTZ(3) NOT NULL,
  "subject" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "rate_count_pkey" PRIMARY KEY ("shop_id", "span_ends", "subject")
);
ALTER TABLE "rate_count" ADD CONSTRAINT "rate_count_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A customer is looked for by what they type, e-mail addresses whatever their case.
CREATE INDEX "customer_of_email" ON "customer"("shop_id", lower("email")) WHERE "email" IS NOT NULL;
CREATE INDEX "customer_of_phone" ON "customer"("shop_id", "phone") WHERE "phone" IS NOT NULL;

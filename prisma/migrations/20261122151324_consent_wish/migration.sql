-- When a friend last said yes or no to a kind of message, by LINE's time: webhooks come in any order, and what was said
-- last counts.
CREATE TABLE "consent_wish" (
  "friend_id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "wished_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "consent_wish_pkey" PRIMARY KEY ("friend_id", "kind")
);
CREATE INDEX "consent_wish_shop_id_idx" ON "consent_wish" ("shop_id");
ALTER TABLE "consent_wish" ADD CONSTRAINT "consent_wish_friend_id_fkey"
  FOREIGN KEY ("friend_id") REFERENCES "friend" ("id") ON DELETE CASCADE ON UPDATE CASCADE;
INSERT INTO "consent_wish" ("friend_id", "shop_id", "kind", "wished_at")
SELECT "friend_id", "shop_id", "kind", "created_at" FROM "opt_out";

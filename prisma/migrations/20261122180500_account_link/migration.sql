-- Tries to link that begin in the LINE talk, and what the talk is told of them.
CREATE TABLE "account_link_attempt" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "channel_id" UUID NOT NULL,
  "friend_id" UUID NOT NULL,
  "invitation_id" UUID,
  "locale" TEXT NOT NULL DEFAULT 'ja',
  "start_hash" TEXT NOT NULL,
  "browser_hash" TEXT,
  "page_hash" TEXT,
  "link_token" TEXT,
  "link_token_at" TIMESTAMPTZ(3),
  "customer_gid" TEXT,
  "nonce_hash" TEXT,
  "state" TEXT NOT NULL DEFAULT 'offered',
  "refused_reason" TEXT,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "account_link_attempt_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "account_link_attempt_start_hash_key" ON "account_link_attempt"("start_hash");
CREATE UNIQUE INDEX "account_link_attempt_page_hash_key" ON "account_link_attempt"("page_hash");
CREATE UNIQUE INDEX "account_link_attempt_nonce_hash_key" ON "account_link_attempt"("nonce_hash");
CREATE INDEX "account_link_attempt_shop_id_expires_at_idx" ON "account_link_attempt"("shop_id", "expires_at");
CREATE INDEX "account_link_attempt_friend_id_idx" ON "account_link_attempt"("friend_id");
ALTER TABLE "account_link_attempt" ADD CONSTRAINT "account_link_attempt_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account_link_attempt" ADD CONSTRAINT "account_link_attempt_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "link_answer" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "friend_id" UUID NOT NULL,
  "about" TEXT NOT NULL,
  "invitation_id" UUID,
  "reply_token" TEXT NOT NULL,
  CONSTRAINT "link_answer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "link_answer_shop_id_idx" ON "link_answer"("shop_id");
CREATE INDEX "link_answer_friend_id_idx" ON "link_answer"("friend_id");
ALTER TABLE "link_answer" ADD CONSTRAINT "link_answer_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_answer" ADD CONSTRAINT "link_answer_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "link_invitation" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "actor" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "planned" INTEGER NOT NULL DEFAULT 0,
  "cursor" UUID,
  "planned_at" TIMESTAMPTZ(3),
  CONSTRAINT "link_invitation_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "link_invitation_shop_id_created_at_idx" ON "link_invitation"("shop_id", "created_at");
ALTER TABLE "link_invitation" ADD CONSTRAINT "link_invitation_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- LINE's list of followers, read page by page, and the profiles that are asked for in turn.
CREATE TABLE "follower_sync" (
  "shop_id" UUID NOT NULL,
  "channel_id" UUID NOT NULL,
  "state" TEXT NOT NULL,
  "reason" TEXT,
  "cursor" TEXT,
  "listed" INTEGER NOT NULL DEFAULT 0,
  "added" INTEGER NOT NULL DEFAULT 0,
  "missing" INTEGER NOT NULL DEFAULT 0,
  "actor" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "follower_sync_pkey" PRIMARY KEY ("shop_id")
);
CREATE INDEX "follower_sync_due_at_idx" ON "follower_sync"("due_at");
ALTER TABLE "follower_sync" ADD CONSTRAINT "follower_sync_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "listed_follower" (
  "shop_id" UUID NOT NULL,
  "line_user_id" TEXT NOT NULL,
  CONSTRAINT "listed_follower_pkey" PRIMARY KEY ("shop_id", "line_user_id")
);
ALTER TABLE "listed_follower" ADD CONSTRAINT "listed_follower_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "wanted_profile" (
  "friend_id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "wanted_profile_pkey" PRIMARY KEY ("friend_id")
);
CREATE INDEX "wanted_profile_due_at_idx" ON "wanted_profile"("due_at");
CREATE INDEX "wanted_profile_shop_id_idx" ON "wanted_profile"("shop_id");
ALTER TABLE "wanted_profile" ADD CONSTRAINT "wanted_profile_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "wanted_profile" ADD CONSTRAINT "wanted_profile_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "line_follower_count" (
  "shop_id" UUID NOT NULL,
  "channel_id" UUID NOT NULL,
  "day" DATE,
  "followers" INTEGER,
  "targeted_reaches" INTEGER,
  "blocks" INTEGER,
  "read_at" TIMESTAMPTZ(3),
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "line_follower_count_pkey" PRIMARY KEY ("shop_id")
);
CREATE INDEX "line_follower_count_due_at_idx" ON "line_follower_count"("due_at");
ALTER TABLE "line_follower_count" ADD CONSTRAINT "line_follower_count_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "access_token" TEXT NOT NULL,
    "user_id" BIGINT,
    "first_name" TEXT,
    "last_name" TEXT,
    "email" TEXT,
    "account_owner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "email_verified" BOOLEAN DEFAULT false,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "shopify_gid" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Tokyo',
    "currency" TEXT NOT NULL DEFAULT 'JPY',
    "locale" TEXT NOT NULL DEFAULT 'ja',
    "storefront_url" TEXT,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "details_read_at" TIMESTAMPTZ(3),

    CONSTRAINT "shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "messaging_channel_id" TEXT,
    "messaging_secret" TEXT,
    "bot_user_id" TEXT,
    "basic_id" TEXT,
    "display_name" TEXT,
    "picture_url" TEXT,
    "chat_mode" TEXT,
    "login_channel_id" TEXT,
    "login_secret" TEXT,
    "webhook_mode" TEXT NOT NULL DEFAULT 'undecided',
    "previous_webhook_url" TEXT,
    "webhook_key" TEXT NOT NULL,
    "webhook_tested_at" TIMESTAMPTZ(3),
    "test_line_user_id" TEXT,
    "test_display_name" TEXT,
    "quota_limit" INTEGER,
    "quota_used" INTEGER,
    "quota_read_at" TIMESTAMPTZ(3),
    "quota_spent_since" TIMESTAMPTZ(3),
    "refused_reason" TEXT,
    "steps_done" JSONB NOT NULL DEFAULT '[]',
    "connected_at" TIMESTAMPTZ(3),
    "disconnected_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "friend" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "line_user_id" TEXT NOT NULL,
    "display_name" TEXT,
    "picture_url" TEXT,
    "language" TEXT,
    "follow_state" TEXT NOT NULL DEFAULT 'seen',
    "follow_changed_at" TIMESTAMPTZ(3),
    "preferences_code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "friend_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opt_out" (
    "friend_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opt_out_pkey" PRIMARY KEY ("friend_id","kind")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "friend_tag" (
    "friend_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "friend_tag_pkey" PRIMARY KEY ("friend_id","tag_id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "shopify_gid" TEXT NOT NULL,
    "display_name" TEXT,
    "email" TEXT,
    "shopify_updated_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "friend_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_settings" (
    "shop_id" UUID NOT NULL,
    "customer_tag" TEXT NOT NULL DEFAULT 'musubi',
    "privacy_policy_url" TEXT,

    CONSTRAINT "link_settings_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "login_attempt" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "state_hash" TEXT NOT NULL,
    "browser_hash" TEXT,
    "nonce" TEXT NOT NULL,
    "code_verifier" TEXT NOT NULL,
    "customer_gid" TEXT,
    "return_path" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'ja',
    "confirm_hash" TEXT,
    "line_user_id" TEXT,
    "line_display_name" TEXT,
    "line_picture_url" TEXT,
    "is_friend" BOOLEAN,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "returned_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "token" TEXT,
    "cart_token" TEXT,
    "name" TEXT,
    "customer_gid" TEXT,
    "recovery_url" TEXT,
    "line_items" JSONB NOT NULL DEFAULT '[]',
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'JPY',
    "total_price" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "customer_locale" TEXT,
    "shopify_created_at" TIMESTAMPTZ(3) NOT NULL,
    "shopify_updated_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "shopify_gid" TEXT NOT NULL,
    "checkout_token" TEXT,
    "cart_token" TEXT,
    "customer_gid" TEXT,
    "currency" TEXT NOT NULL DEFAULT 'JPY',
    "total_price" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "refunded" DECIMAL(18,4) NOT NULL DEFAULT 0,
    "shopify_created_at" TIMESTAMPTZ(3) NOT NULL,
    "shopify_updated_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "shop_id" UUID NOT NULL,
    "shopify_gid" TEXT NOT NULL,
    "order_gid" TEXT NOT NULL,
    "amount" DECIMAL(18,4) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("shop_id","shopify_gid")
);

-- CreateTable
CREATE TABLE "recovery_settings" (
    "shop_id" UUID NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "activated_at" TIMESTAMPTZ(3),
    "sending_from_minute" INTEGER NOT NULL DEFAULT 480,
    "sending_until_minute" INTEGER NOT NULL DEFAULT 1320,
    "activity_pause_minutes" INTEGER NOT NULL DEFAULT 10,
    "quiet_minutes" INTEGER NOT NULL DEFAULT 0,
    "only_never_reminded" BOOLEAN NOT NULL DEFAULT false,
    "attribution_days" INTEGER NOT NULL DEFAULT 7,

    CONSTRAINT "recovery_settings_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "recovery_step" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "delay_minutes" INTEGER NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "activated_at" TIMESTAMPTZ(3),
    "content" JSONB NOT NULL,
    "add_tag_id" UUID,
    "remove_tag_id" UUID,

    CONSTRAINT "recovery_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "subject_id" UUID,
    "part_id" UUID,
    "friend_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "attempt_id" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "leased_by" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "send_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "send_attempt" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "retry_key" UUID NOT NULL,
    "body" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'stored',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "first_tried_at" TIMESTAMPTZ(3),
    "http_status" INTEGER,
    "line_request_id" TEXT,
    "error" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "send_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_bucket" (
    "channel_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "refilled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("channel_id","endpoint")
);

-- CreateTable
CREATE TABLE "tracked_link" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_url" TEXT NOT NULL,
    "fallback_url" TEXT,
    "send_id" UUID,
    "checkout_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "tap_count" INTEGER NOT NULL DEFAULT 0,
    "first_tapped_at" TIMESTAMPTZ(3),

    CONSTRAINT "tracked_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_event" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "shop_id" UUID,
    "key" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "lane" INTEGER NOT NULL,
    "body" TEXT,
    "occurred_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "webhook_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_request" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "request_id" TEXT NOT NULL,
    "customer_gid" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shop_domain_key" ON "shop"("domain");

-- CreateIndex
CREATE UNIQUE INDEX "channel_shop_id_key" ON "channel"("shop_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_messaging_channel_id_key" ON "channel"("messaging_channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_bot_user_id_key" ON "channel"("bot_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_login_channel_id_key" ON "channel"("login_channel_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_webhook_key_key" ON "channel"("webhook_key");

-- CreateIndex
CREATE UNIQUE INDEX "friend_preferences_code_key" ON "friend"("preferences_code");

-- CreateIndex
CREATE INDEX "friend_shop_id_follow_state_idx" ON "friend"("shop_id", "follow_state");

-- CreateIndex
CREATE UNIQUE INDEX "friend_channel_id_line_user_id_key" ON "friend"("channel_id", "line_user_id");

-- CreateIndex
CREATE INDEX "opt_out_shop_id_idx" ON "opt_out"("shop_id");

-- CreateIndex
CREATE UNIQUE INDEX "tag_shop_id_name_key" ON "tag"("shop_id", "name");

-- CreateIndex
CREATE INDEX "friend_tag_tag_id_idx" ON "friend_tag"("tag_id");

-- CreateIndex
CREATE INDEX "friend_tag_shop_id_idx" ON "friend_tag"("shop_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_shop_id_shopify_gid_key" ON "customer"("shop_id", "shopify_gid");

-- CreateIndex
CREATE UNIQUE INDEX "link_friend_id_key" ON "link"("friend_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_customer_id_key" ON "link"("customer_id");

-- CreateIndex
CREATE INDEX "link_shop_id_linked_at_idx" ON "link"("shop_id", "linked_at");

-- CreateIndex
CREATE UNIQUE INDEX "login_attempt_state_hash_key" ON "login_attempt"("state_hash");

-- CreateIndex
CREATE UNIQUE INDEX "login_attempt_confirm_hash_key" ON "login_attempt"("confirm_hash");

-- CreateIndex
CREATE INDEX "login_attempt_shop_id_idx" ON "login_attempt"("shop_id");

-- CreateIndex
CREATE INDEX "login_attempt_expires_at_idx" ON "login_attempt"("expires_at");

-- CreateIndex
CREATE INDEX "checkout_shop_id_cart_token_idx" ON "checkout"("shop_id", "cart_token");

-- CreateIndex
CREATE INDEX "checkout_shop_id_customer_gid_shopify_created_at_idx" ON "checkout"("shop_id", "customer_gid", "shopify_created_at");

-- CreateIndex
CREATE INDEX "checkout_shop_id_shopify_created_at_idx" ON "checkout"("shop_id", "shopify_created_at");

-- CreateIndex
CREATE INDEX "checkout_shop_id_name_idx" ON "checkout"("shop_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "checkout_shop_id_token_key" ON "checkout"("shop_id", "token");

-- CreateIndex
CREATE INDEX "order_shop_id_checkout_token_idx" ON "order"("shop_id", "checkout_token");

-- CreateIndex
CREATE INDEX "order_shop_id_cart_token_idx" ON "order"("shop_id", "cart_token");

-- CreateIndex
CREATE INDEX "order_shop_id_customer_gid_shopify_created_at_idx" ON "order"("shop_id", "customer_gid", "shopify_created_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_shop_id_shopify_gid_key" ON "order"("shop_id", "shopify_gid");

-- CreateIndex
CREATE INDEX "refund_shop_id_order_gid_idx" ON "refund"("shop_id", "order_gid");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_step_shop_id_delay_minutes_key" ON "recovery_step"("shop_id", "delay_minutes");

-- CreateIndex
CREATE INDEX "send_shop_id_subject_id_idx" ON "send"("shop_id", "subject_id");

-- CreateIndex
CREATE INDEX "send_shop_id_due_at_idx" ON "send"("shop_id", "due_at");

-- CreateIndex
CREATE INDEX "send_friend_id_accepted_at_idx" ON "send"("friend_id", "accepted_at");

-- CreateIndex
CREATE UNIQUE INDEX "send_shop_id_cause_key" ON "send"("shop_id", "cause");

-- CreateIndex
CREATE INDEX "send_attempt_shop_id_idx" ON "send_attempt"("shop_id");

-- CreateIndex
CREATE UNIQUE INDEX "tracked_link_code_hash_key" ON "tracked_link"("code_hash");

-- CreateIndex
CREATE INDEX "tracked_link_shop_id_idx" ON "tracked_link"("shop_id");

-- CreateIndex
CREATE INDEX "tracked_link_send_id_idx" ON "tracked_link"("send_id");

-- CreateIndex
CREATE INDEX "tracked_link_checkout_id_idx" ON "tracked_link"("checkout_id");

-- CreateIndex
CREATE INDEX "tracked_link_expires_at_idx" ON "tracked_link"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_event_key_key" ON "webhook_event"("key");

-- CreateIndex
CREATE INDEX "webhook_event_received_at_idx" ON "webhook_event"("received_at");

-- CreateIndex
CREATE INDEX "webhook_event_shop_id_idx" ON "webhook_event"("shop_id");

-- CreateIndex
CREATE INDEX "audit_entry_shop_id_created_at_idx" ON "audit_entry"("shop_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "data_request_shop_id_request_id_key" ON "data_request"("shop_id", "request_id");

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friend" ADD CONSTRAINT "friend_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friend" ADD CONSTRAINT "friend_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opt_out" ADD CONSTRAINT "opt_out_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friend_tag" ADD CONSTRAINT "friend_tag_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friend_tag" ADD CONSTRAINT "friend_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_settings" ADD CONSTRAINT "link_settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_settings" ADD CONSTRAINT "recovery_settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_step" ADD CONSTRAINT "recovery_step_add_tag_id_fkey" FOREIGN KEY ("add_tag_id") REFERENCES "tag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_step" ADD CONSTRAINT "recovery_step_remove_tag_id_fkey" FOREIGN KEY ("remove_tag_id") REFERENCES "tag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send" ADD CONSTRAINT "send_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send" ADD CONSTRAINT "send_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send" ADD CONSTRAINT "send_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "send_attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tracked_link" ADD CONSTRAINT "tracked_link_send_id_fkey" FOREIGN KEY ("send_id") REFERENCES "send"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say.

-- The sweeps read only what is still to be done, so these indexes stay small however long the history grows.
CREATE INDEX "send_waiting" ON "send" ("next_at") WHERE "state" IN ('planned', 'held');
CREATE INDEX "send_dispatching" ON "send" ("leased_until") WHERE "state" = 'dispatching';
CREATE INDEX "webhook_event_waiting" ON "webhook_event" ("lane", "id") WHERE "processed_at" IS NULL;

ALTER TABLE "send" ADD CONSTRAINT "send_state" CHECK ("state" IN
  ('planned', 'held', 'dispatching', 'accepted', 'rejected', 'skipped', 'superseded', 'expired', 'unknown'));
ALTER TABLE "send_attempt" ADD CONSTRAINT "send_attempt_state" CHECK ("state" IN ('stored', 'accepted', 'rejected', 'unknown'));
ALTER TABLE "friend" ADD CONSTRAINT "friend_follow_state" CHECK ("follow_state" IN ('following', 'blocked', 'seen'));
ALTER TABLE "friend" ADD CONSTRAINT "friend_line_user_id" CHECK ("line_user_id" ~ '^U[0-9a-f]{32}$');
ALTER TABLE "channel" ADD CONSTRAINT "channel_webhook_mode" CHECK ("webhook_mode" IN ('own', 'none', 'undecided'));

-- Lanes of the intake: a worker holds a lane by its row lock, which ends with its connection.
CREATE TABLE "intake_lane" ("lane" INTEGER PRIMARY KEY);
INSERT INTO "intake_lane" SELECT generate_series(0, 255);
CREATE TABLE "job_worker_beat" ("worker_id" TEXT PRIMARY KEY, "beat_at" TIMESTAMPTZ(3) NOT NULL);

-- What became of a send before its present attempt: attempts that are over hang on no send otherwise.
ALTER TABLE "send_attempt" ADD COLUMN "former_send_id" UUID;
CREATE INDEX "send_attempt_former" ON "send_attempt" ("former_send_id") WHERE "former_send_id" IS NOT NULL;

-- The page of sends that wait, and the home page's look at them: what is held is little beside what is planned, and
-- what a merchant dropped is little beside what rules skipped.
CREATE INDEX "send_held_of_shop" ON "send" ("shop_id", "due_at") WHERE "state" = 'held';
CREATE INDEX "send_dropped" ON "send" ("shop_id", "settled_at")
  WHERE "state" = 'skipped' AND "reason" IN ('dropped', 'dropped_unknown');

-- Who did what to one send, one customer.
CREATE INDEX "audit_entry_shop_id_subject_idx" ON "audit_entry" ("shop_id", "subject");

ALTER TABLE "channel" ADD COLUMN "refused_since" TIMESTAMPTZ(3),
  ADD COLUMN "webhook_problem" TEXT,
  ADD COLUMN "webhook_problem_since" TIMESTAMPTZ(3);

-- How many unfollowed lately, however many friends there are.
CREATE INDEX "friend_shop_id_follow_changed_at_idx" ON "friend" ("shop_id", "follow_changed_at");

-- When a shop was last told something, by each platform.
CREATE INDEX "webhook_event_shop_id_source_received_at_idx" ON "webhook_event" ("shop_id", "source", "received_at");
DROP INDEX "webhook_event_shop_id_idx";

CREATE TABLE "webhook_silence" (
    "shop_id" UUID NOT NULL REFERENCES "shop" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "source" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "webhook_silence_pkey" PRIMARY KEY ("shop_id", "source")
);

CREATE TABLE "dismissed_alert" (
    "shop_id" UUID NOT NULL REFERENCES "shop" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "name" TEXT NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "dismissed_alert_pkey" PRIMARY KEY ("shop_id", "name")
);

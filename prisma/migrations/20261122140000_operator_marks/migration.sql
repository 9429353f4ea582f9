-- Quotas are asked for in turn: a channel that LINE refuses, or that got no answer, waits for its next turn like any other.
ALTER TABLE "channel" ADD COLUMN "quota_asked_at" TIMESTAMPTZ(3);
UPDATE "channel" SET "quota_asked_at" = "quota_read_at";

-- Events that were set aside keep their body. The home page counts a shop's at every visit.
CREATE INDEX "webhook_event_set_aside" ON "webhook_event" ("shop_id")
  WHERE "processed_at" IS NOT NULL AND "body" IS NOT NULL;

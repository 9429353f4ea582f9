-- One row for all that one message leads to, found by its code or by its send: a message has three or four such places,
-- and each row of its own cost the sender as much as the send itself.
ALTER TABLE "tracked_link"
  ADD COLUMN "targets" JSONB,
  ADD COLUMN "tap_counts" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[];
UPDATE "tracked_link" SET
  "targets" = jsonb_build_array(jsonb_build_object('kind', "kind", 'url', "target_url", 'fallbackUrl', "fallback_url")),
  "tap_counts" = ARRAY["tap_count"],
  "first_tapped_at" = CASE WHEN "kind" <> 'preferences' THEN "first_tapped_at" END;
DROP INDEX "tracked_link_tapped";
DROP INDEX "tracked_link_shop_id_idx";
DROP INDEX "tracked_link_code_hash_key";
ALTER TABLE "tracked_link"
  DROP CONSTRAINT "tracked_link_pkey",
  DROP COLUMN "id",
  DROP COLUMN "kind",
  DROP COLUMN "target_url",
  DROP COLUMN "fallback_url",
  DROP COLUMN "tap_count",
  ALTER COLUMN "targets" SET NOT NULL,
  ADD CONSTRAINT "tracked_link_pkey" PRIMARY KEY ("code_hash");
CREATE INDEX "tracked_link_tapped" ON "tracked_link" ("shop_id", "first_tapped_at") INCLUDE ("send_id")
  WHERE "first_tapped_at" IS NOT NULL;

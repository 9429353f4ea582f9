ALTER TABLE "shop" ADD COLUMN "setup_dismissed_at" TIMESTAMPTZ(3);

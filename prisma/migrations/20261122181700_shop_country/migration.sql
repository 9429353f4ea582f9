-- Phone numbers are read as those of the shop's country.
ALTER TABLE "shop" ADD COLUMN "country" TEXT NOT NULL DEFAULT 'JP';

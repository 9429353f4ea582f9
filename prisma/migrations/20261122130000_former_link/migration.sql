ALTER TABLE "customer" ADD COLUMN "former_link" JSONB;

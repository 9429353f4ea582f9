-- Ties that are taken over from another tool, the batch, its file and its lines.
CREATE TABLE "link_import" (
  "id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "source" TEXT NOT NULL,
  "stage" TEXT NOT NULL,
  "bot_user_id" TEXT NOT NULL,
  "file_name" TEXT,
  "operation_gid" TEXT,
  "file_bytes" INTEGER NOT NULL DEFAULT 0,
  "encoding" TEXT,
  "columns" JSONB,
  "read_bytes" INTEGER NOT NULL DEFAULT 0,
  "read_lines" INTEGER NOT NULL DEFAULT 0,
  "progress" INTEGER NOT NULL DEFAULT 0,
  "progress_of" INTEGER NOT NULL DEFAULT 0,
  "counts" JSONB NOT NULL DEFAULT '{}',
  "problem" TEXT,
  "problem_line" INTEGER,
  "actor" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  "forget_at" TIMESTAMPTZ(3),
  CONSTRAINT "link_import_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "link_import_shop_id_created_at_idx" ON "link_import"("shop_id", "created_at");
CREATE INDEX "link_import_forget_at_idx" ON "link_import"("forget_at");
-- Two at once would judge the same people twice, an upload that was broken off stands in nobody's way.
CREATE UNIQUE INDEX "link_import_open" ON "link_import"("shop_id")
  WHERE "stage" IN ('mapping', 'reading', 'checking', 'preview', 'writing');

CREATE TABLE "link_import_chunk" (
  "import_id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "place" INTEGER NOT NULL,
  "bytes" BYTEA NOT NULL,
  CONSTRAINT "link_import_chunk_pkey" PRIMARY KEY ("import_id", "place")
);
CREATE INDEX "link_import_chunk_shop_id_idx" ON "link_import_chunk"("shop_id");

CREATE TABLE "link_import_row" (
  "import_id" UUID NOT NULL,
  "shop_id" UUID NOT NULL,
  "line" INTEGER NOT NULL,
  "line_user_id" TEXT,
  "customer" TEXT,
  "verdict" TEXT NOT NULL,
  "reason" TEXT,
  "customer_id" UUID,
  "link_id" UUID,
  "display_name" TEXT,
  "picture_url" TEXT,
  "language" TEXT,
  CONSTRAINT "link_import_row_pkey" PRIMARY KEY ("import_id", "line")
);
CREATE INDEX "link_import_row_import_id_verdict_line_idx" ON "link_import_row"("import_id", "verdict", "line");
CREATE INDEX "link_import_row_shop_id_customer_id_idx" ON "link_import_row"("shop_id", "customer_id");

ALTER TABLE "link_import" ADD CONSTRAINT "link_import_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_import_chunk" ADD CONSTRAINT "link_import_chunk_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_import_chunk" ADD CONSTRAINT "link_import_chunk_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "link_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_import_row" ADD CONSTRAINT "link_import_row_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_import_row" ADD CONSTRAINT "link_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "link_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

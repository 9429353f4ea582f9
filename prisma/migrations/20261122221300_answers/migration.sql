-- CreateTable
CREATE TABLE "answer" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "friend_id" UUID NOT NULL,
    "staff_id" UUID,
    "key" TEXT NOT NULL,
    "batch_id" UUID NOT NULL,
    "messages" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "is_scheduled" BOOLEAN NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "answer_friend_id_key_key" ON "answer"("friend_id", "key");

-- CreateIndex
CREATE INDEX "answer_friend_id_id_idx" ON "answer"("friend_id", "id");

-- CreateIndex
CREATE INDEX "answer_shop_id_batch_id_idx" ON "answer"("shop_id", "batch_id");

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

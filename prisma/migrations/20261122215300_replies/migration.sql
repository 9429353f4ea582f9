-- A reply has no retry key.
ALTER TABLE "send_attempt" ALTER COLUMN "retry_key" DROP NOT NULL;
-- As whom LINE knows the messages of an attempt.
ALTER TABLE "send_attempt" ADD COLUMN "sent_messages" JSONB;

-- Somebody waits at the other end: taken up before what is due of every other kind, in all shops.
ALTER TABLE "send" ADD COLUMN "is_urgent" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "send_urgent" ON "send" ("next_at") WHERE "is_urgent" AND "state" IN ('planned', 'held');

-- CreateTable
CREATE TABLE "reply_token" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "friend_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "reply_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reply_token_friend_id_received_at_idx" ON "reply_token"("friend_id", "received_at");

-- CreateIndex
CREATE INDEX "reply_token_received_at_idx" ON "reply_token"("received_at");

-- AddForeignKey
ALTER TABLE "reply_token" ADD CONSTRAINT "reply_token_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reply_token" ADD CONSTRAINT "reply_token_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a friend and the shop have said to each other, as the inbox lists it: one thread a friend.
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "friend_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "assignee_id" UUID,
    "last_entry_at" TIMESTAMPTZ(3) NOT NULL,
    "preview" TEXT,
    "waiting_since" TIMESTAMPTZ(3),
    "unread_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "thread_friend_id_key" ON "thread"("friend_id");
CREATE INDEX "thread_shop_id_last_entry_at_id_idx" ON "thread"("shop_id", "last_entry_at" DESC, "id");
CREATE INDEX "thread_assignee_id_idx" ON "thread"("assignee_id");
ALTER TABLE "thread" ADD CONSTRAINT "thread_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "thread" ADD CONSTRAINT "thread_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "thread" ADD CONSTRAINT "thread_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "talk_entry" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "line_message_id" TEXT NOT NULL,
    "text" TEXT,
    "body" JSONB,
    "quote_token" TEXT,
    "quoted_line_message_id" TEXT,
    "edited_at" TIMESTAMPTZ(3),
    "unsent_at" TIMESTAMPTZ(3),

    CONSTRAINT "talk_entry_pkey" PRIMARY KEY ("id")
);
-- LINE delivers a message again, and tells of its edit and its unsending by the same id.
CREATE UNIQUE INDEX "talk_entry_thread_id_line_message_id_key" ON "talk_entry"("thread_id", "line_message_id");
CREATE INDEX "talk_entry_thread_id_at_id_idx" ON "talk_entry"("thread_id", "at" DESC, "id" DESC);
CREATE INDEX "talk_entry_shop_id_idx" ON "talk_entry"("shop_id");
ALTER TABLE "talk_entry" ADD CONSTRAINT "talk_entry_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "talk_entry" ADD CONSTRAINT "talk_entry_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

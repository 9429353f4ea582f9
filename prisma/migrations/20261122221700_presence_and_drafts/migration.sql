-- Which talk is open in which window of whom. Real time.
CREATE TABLE "staff_presence" (
    "shop_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "window_id" UUID NOT NULL,
    "friend_id" UUID NOT NULL,
    "is_typing" BOOLEAN NOT NULL DEFAULT false,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_presence_pkey" PRIMARY KEY ("staff_id", "window_id")
);
CREATE INDEX "staff_presence_shop_id_friend_id_idx" ON "staff_presence"("shop_id", "friend_id");
ALTER TABLE "staff_presence" ADD CONSTRAINT "staff_presence_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_presence" ADD CONSTRAINT "staff_presence_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_presence" ADD CONSTRAINT "staff_presence_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What somebody has begun to write to a friend.
CREATE TABLE "staff_draft" (
    "shop_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "friend_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_draft_pkey" PRIMARY KEY ("staff_id", "friend_id")
);
CREATE INDEX "staff_draft_shop_id_idx" ON "staff_draft"("shop_id");
CREATE INDEX "staff_draft_friend_id_idx" ON "staff_draft"("friend_id");
ALTER TABLE "staff_draft" ADD CONSTRAINT "staff_draft_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_draft" ADD CONSTRAINT "staff_draft_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_draft" ADD CONSTRAINT "staff_draft_friend_id_fkey" FOREIGN KEY ("friend_id") REFERENCES "friend"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "staff_presence_friend_id_idx" ON "staff_presence"("friend_id");
CREATE INDEX "staff_presence_seen_at_idx" ON "staff_presence"("seen_at");

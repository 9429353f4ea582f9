ALTER TABLE "channel" ADD COLUMN "login_problem" TEXT, ADD COLUMN "last_bot_user_id" TEXT;
ALTER TABLE "login_attempt" ADD COLUMN "start_hash" TEXT;
CREATE UNIQUE INDEX "login_attempt_start_hash_key" ON "login_attempt"("start_hash");

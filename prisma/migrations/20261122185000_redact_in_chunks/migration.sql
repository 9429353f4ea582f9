-- Deleting an attempt would look through all sends for the one that names it, which no index finds. Attempts are deleted
-- with their shop only, after its sends.
ALTER TABLE "send" DROP CONSTRAINT "send_attempt_id_fkey";

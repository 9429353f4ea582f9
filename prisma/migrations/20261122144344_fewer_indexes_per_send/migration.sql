-- Every message makes three or four tracked links, so each index on them is paid for as often. A checkout's links are
-- found by its sends, and nothing asks for links by their end.
DROP INDEX "tracked_link_checkout_id_idx";
DROP INDEX "tracked_link_expires_at_idx";

-- A send knows its friend when it goes. Until then it does not stand in this index, however often it is rewritten.
DROP INDEX "send_friend_id_accepted_at_idx";
CREATE INDEX "send_of_friend" ON "send" ("friend_id", "accepted_at") WHERE "friend_id" IS NOT NULL;

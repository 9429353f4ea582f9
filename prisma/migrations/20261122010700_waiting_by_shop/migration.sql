-- The sweep gives every shop its turn, so that one shop's backlog starves no other: it reads the waiting sends shop by
-- shop. One index serves that, and it holds only what still waits.
CREATE INDEX "send_waiting_of_shop" ON "send" ("shop_id", "next_at") WHERE "state" IN ('planned', 'held');
DROP INDEX "send_waiting";

-- What waits for its channel to be well again: few rows, or none, so looking every minute costs nothing.
CREATE INDEX "send_held_with_channel" ON "send" ("shop_id") WHERE "state" = 'held' AND "reason" IN ('quota', 'channel_refused');

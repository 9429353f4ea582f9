-- The sweep gives every shop its turn, so that one shop's backlog starves no other: it reads the waiting sends shop by
-- shop. One index serves that, and it holds only what still waits.
CREATE INDEX "send_waiting_of_shop" ON "send" ("shop_id", "next_at") WHERE "state" IN ('planned', 'held');
DROP INDEX "send_waiting";

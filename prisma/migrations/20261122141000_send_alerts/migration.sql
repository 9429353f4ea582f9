-- The home page counts a shop's refused and lost sends of the last days at every visit, however many went well.
CREATE INDEX "send_troubled" ON "send" ("shop_id", "settled_at") WHERE "state" IN ('rejected', 'unknown');

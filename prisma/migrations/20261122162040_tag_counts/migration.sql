-- How many friends wear each of a shop's tags, from the index alone.
CREATE INDEX "friend_tag_shop_id_tag_id_idx" ON "friend_tag" ("shop_id", "tag_id");
DROP INDEX "friend_tag_shop_id_idx";

-- A send is rewritten three times within a second. Where there is room for it on its page, tying it to its attempt writes
-- no index.
ALTER TABLE "send" SET (fillfactor = 75);

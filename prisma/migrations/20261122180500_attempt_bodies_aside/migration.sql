-- An attempt is stored with its bytes and settled without them. Kept aside (TOAST), compressed as before, they are not
-- copied when it is settled, and what is settled finds room on its page, so that no index is written.
ALTER TABLE "send_attempt" SET (toast_tuple_target = 128, fillfactor = 80);

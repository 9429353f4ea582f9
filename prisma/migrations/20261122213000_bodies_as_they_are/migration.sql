-- The body of an attempt is some kilobytes, kept for a while: to compress each took more of PostgreSQL than to write it.
ALTER TABLE "send_attempt" ALTER COLUMN "body" SET STORAGE EXTERNAL;

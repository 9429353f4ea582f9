-- What open windows are told of: that something changed, by its id. Read by snapshot, see app/platform/README.md.
CREATE TABLE "live_change" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "shop_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "xid" XID8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "live_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "live_change_shop_id_xid_idx" ON "live_change"("shop_id", "xid");
ALTER TABLE "live_change" ADD CONSTRAINT "live_change_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One call a shop and transaction: PostgreSQL folds equal ones.
CREATE FUNCTION tell_live_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('musubi_live', shop_id::text) FROM (SELECT DISTINCT shop_id FROM noted) AS shops;
  RETURN NULL;
END $$;
CREATE TRIGGER live_change_told AFTER INSERT ON "live_change"
  REFERENCING NEW TABLE AS noted FOR EACH STATEMENT EXECUTE FUNCTION tell_live_change();

-- Who works in Shopify admin with Musubi, as Shopify names them, and how they like to work.
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "shopify_user_id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "locale" TEXT,
    "details_read_at" TIMESTAMPTZ(3),
    "details_asked_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "send_key" TEXT NOT NULL DEFAULT 'shift_enter',
    "plays_sound" BOOLEAN NOT NULL DEFAULT true,
    "shows_desktop" BOOLEAN NOT NULL DEFAULT false,
    "quiet_from_minute" INTEGER,
    "quiet_until_minute" INTEGER,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staff_shop_id_shopify_user_id_key" ON "staff"("shop_id", "shopify_user_id");
ALTER TABLE "staff" ADD CONSTRAINT "staff_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

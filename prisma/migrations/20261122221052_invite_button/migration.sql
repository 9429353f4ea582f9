-- Words on the button of the message that asks to link; null = the product's own.
ALTER TABLE "link_settings" ADD COLUMN "invite_button" TEXT;

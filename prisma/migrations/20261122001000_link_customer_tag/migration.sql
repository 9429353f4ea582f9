-- The tag that the customer got in Shopify when the link was made, so that unlinking takes off that one and no other.
ALTER TABLE "link" ADD COLUMN "customer_tag" TEXT;

import { isAvailable } from "../../state/find.ts";
import { gid } from "../../state/ids.ts";
import { utcTime } from "../../state/shop-time.ts";
import type { Product, Variant } from "../../state/shop-state.ts";
import { connectionOf, cursorOf } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { QueryContext } from "../query-context.ts";
import { metafieldFields } from "./metafield.ts";
import { money, moneyV2 } from "./money.ts";

/** Where a product's picture is served: on a real shop this is Shopify's CDN. */
const imageUrl = (storefront: string, product: Product): string =>
  `${storefront}/cdn/shop/files/${product.image.file}?v=${Math.floor(product.createdAt / 1_000)}`;

/** Image */
export function imageObject(context: QueryContext, product: Product) {
  const url = imageUrl(context.storefront, product);
  return {
    __typename: "Image",
    id: gid("ImageSource", product.image.id),
    altText: product.image.alt,
    width: 1_024,
    height: 1_024,
    thumbhash: null,
    url: () => url,
    src: url,
    originalSrc: url,
    transformedSrc: () => url,
  };
}

/** MediaImage */
export function mediaObject(context: QueryContext, product: Product) {
  const image = imageObject(context, product);
  const at = utcTime(product.createdAt);
  return {
    __typename: "MediaImage",
    id: gid("MediaImage", product.image.id),
    alt: product.image.alt,
    image,
    preview: { image, status: "READY" },
    status: "READY",
    fileStatus: "READY",
    mediaContentType: "IMAGE",
    mimeType: "image/jpeg",
    createdAt: at,
    updatedAt: at,
  };
}

/** Product */
export function productObject(context: QueryContext, product: Product) {
  const id = gid("Product", product.id);
  const prices = product.variants.map((variant) => variant.price);
  const isLive = product.status === "ACTIVE";
  const url = `${context.storefront}/products/${product.handle}`;
  const media = mediaObject(context, product);
  return {
    __typename: "Product",
    id,
    legacyResourceId: String(product.id),
    defaultCursor: cursorOf({ id }),
    title: product.title,
    handle: product.handle,
    status: product.status,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    description: () => product.descriptionHtml.replace(/<[^>]+>/g, ""),
    descriptionHtml: product.descriptionHtml,
    templateSuffix: null,
    isGiftCard: false,
    requiresSellingPlan: false,
    hasVariantsThatRequiresComponents: false,
    onlineStoreUrl: isLive ? url : null,
    onlineStorePreviewUrl: url,
    publishedAt: isLive ? utcTime(product.createdAt) : null,
    createdAt: utcTime(product.createdAt),
    updatedAt: utcTime(product.updatedAt),
    featuredImage: media.image,
    featuredMedia: media,
    media: (args: PageArguments) => connectionOf([media], args),
    mediaCount: { count: 1, precision: "EXACT" },
    priceRangeV2: {
      minVariantPrice: moneyV2(Math.min(...prices)),
      maxVariantPrice: moneyV2(Math.max(...prices)),
    },
    tracksInventory: true,
    totalInventory: product.variants.reduce((sum, variant) => sum + variant.stock, 0),
    hasOutOfStockVariants: product.variants.some((variant) => variant.stock <= 0),
    hasOnlyDefaultVariant: product.variants.length === 1,
    totalVariants: product.variants.length,
    variantsCount: { count: product.variants.length, precision: "EXACT" },
    variants: (args: PageArguments) =>
      connectionOf(
        product.variants.map((variant) => variantObject(context, product, variant)),
        args,
      ),
    ...metafieldFields(context, id, "PRODUCT"),
  };
}

/** ProductVariant */
export function variantObject(context: QueryContext, product: Product, variant: Variant) {
  const id = gid("ProductVariant", variant.id);
  return {
    __typename: "ProductVariant",
    id,
    legacyResourceId: String(variant.id),
    defaultCursor: cursorOf({ id }),
    title: variant.title,
    displayName: `${product.title} - ${variant.title}`,
    sku: variant.sku,
    barcode: null,
    price: money(variant.price),
    compareAtPrice: null,
    position: product.variants.indexOf(variant) + 1,
    selectedOptions: [variant.option],
    taxable: true,
    requiresComponents: false,
    availableForSale: isAvailable(variant),
    inventoryQuantity: variant.stock,
    inventoryPolicy: variant.policy,
    sellableOnlineQuantity: variant.stock,
    createdAt: utcTime(product.createdAt),
    updatedAt: utcTime(product.updatedAt),
    product: () => productObject(context, product),
    // Variants have no picture of their own here; Shopify answers null then.
    image: () => null,
    media: (args: PageArguments) => connectionOf([], args),
    ...metafieldFields(context, id, "PRODUCTVARIANT"),
  };
}

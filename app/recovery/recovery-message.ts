import type { FlexBox, FlexComponent, LineMessage } from "#app/line/line-message.ts";
import { fixedT, type Locale } from "#app/platform/i18n.ts";
import { textColorOn } from "./readable-color.ts";
import type { RecoveryContent } from "./recovery-step.ts";

export type FlexMessage = Extract<LineMessage, { type: "flex" }>;

/** One line of the cart as the message draws it. */
export type DrawnItem = {
  name: string;
  variant: string | null;
  /** Of one piece, in major units as Shopify writes it (`"1200.00"`). */
  price: string | null;
  quantity: number;
  imageUrl: string | null;
  /** Where image and name lead. */
  url: string | null;
};

/** So many items are drawn; the note tells of the others. */
export const DRAWN_ITEMS = 2;

/** LINE takes 1,500 UTF-16 units, but a phone's notification shows a few lines. */
const ALT_TEXT_LIMIT = 400;
/** Shopify's titles may have 255 units; two lines of the bubble hold about forty. */
const NAME_LIMIT = 100;
const PERSON_LIMIT = 40;
/** LINE reference, "Image": the URL of an image. */
const IMAGE_URL_LIMIT = 2_000;
/** Shopify's name of the only variant of a product without variants. */
const ONLY_VARIANT = "Default Title";

const SMALL_PRINT = "#666666";

/**
 * The Flex Message of a recovery step. Phone and preview draw this very object.
 *
 * @param options.items what can still be bought; two are drawn, from three on the note stands below
 * @param options.recipientName null when nobody's name is known: a word that reads well stands for it
 * @param options.urls what the button and the small print open, ready to be tapped
 * @param options.locale of the words that the merchant does not write
 */
export function buildRecoveryMessage(options: {
  content: RecoveryContent;
  items: DrawnItem[];
  currency: string;
  recipientName: string | null;
  urls: { checkout: string; preferences: string };
  locale: Locale;
}): FlexMessage {
  const { content, items, urls, locale } = options;
  const t = fixedT(locale, "recovery");
  const name = clip(options.recipientName?.trim() ?? "", PERSON_LIMIT) || t("message.someone");
  const fill = (text: string) => text.replaceAll("{{name}}", () => name);
  const title = fill(content.title);
  const drawn = items.slice(0, DRAWN_ITEMS);
  const rest = items.length - drawn.length;
  const optOut = t("message.optOut");
  const headerText = textColorOn(content.headerColor);
  const body: FlexComponent[] = [
    { type: "text", text: fill(content.body), wrap: true, size: "md", color: "#222222" },
    ...(drawn.length > 0 ? [separator] : []),
    ...drawn.map((item) => itemRow(item, options.currency, locale)),
    ...(rest > 0 ? [noteText(content.note.replaceAll("{{count}}", String(rest)))] : []),
  ];
  return {
    type: "flex",
    altText: altText(title, drawn),
    contents: {
      type: "bubble",
      header: {
        type: "box",
        layout: "vertical",
        backgroundColor: content.headerColor,
        paddingAll: "lg",
        contents: [
          { type: "text", text: title, weight: "bold", size: "lg", wrap: true, color: headerText },
        ],
      },
      body: { type: "box", layout: "vertical", spacing: "lg", contents: body },
      footer: {
        type: "box",
        layout: "vertical",
        spacing: "md",
        contents: [
          {
            type: "button",
            // A button's letters are white when it is primary and dark when it is secondary.
            style: textColorOn(content.buttonColor) === "#FFFFFF" ? "primary" : "secondary",
            color: content.buttonColor,
            adjustMode: "shrink-to-fit",
            action: { type: "uri", label: content.linkText, uri: urls.checkout },
          },
          {
            type: "text",
            text: optOut,
            size: "xs",
            align: "center",
            color: SMALL_PRINT,
            decoration: "underline",
            wrap: true,
            action: { type: "uri", label: optOut, uri: urls.preferences },
          },
        ],
      },
    },
  };
}

const separator: FlexComponent = { type: "separator", color: "#E5E5E5" };

function noteText(text: string): FlexComponent {
  return { type: "text", text, size: "sm", wrap: true, align: "center", color: SMALL_PRINT };
}

function itemRow(item: DrawnItem, currency: string, locale: Locale): FlexBox {
  const name = clip(item.name.trim(), NAME_LIMIT) || fixedT(locale, "recovery")("message.item");
  // The label is read aloud by screen readers; the drawing does not show it.
  const open = item.url
    ? { action: { type: "uri" as const, label: clip(name, 40), uri: item.url } }
    : {};
  const variant = item.variant === ONLY_VARIANT ? "" : clip(item.variant?.trim() ?? "", NAME_LIMIT);
  const price = priceText(item, currency, locale);
  const texts: FlexComponent[] = [
    { type: "text", text: name, size: "sm", weight: "bold", wrap: true, maxLines: 2, ...open },
    ...(variant
      ? [{ type: "text" as const, text: variant, size: "xs", wrap: true, color: SMALL_PRINT }]
      : []),
    { type: "text", text: price, size: "sm", color: "#222222", wrap: true },
  ];
  return {
    type: "box",
    layout: "horizontal",
    spacing: "md",
    contents: [
      ...(isDrawable(item.imageUrl) ? [picture(item.imageUrl, open)] : []),
      { type: "box", layout: "vertical", spacing: "xs", justifyContent: "center", contents: texts },
    ],
  };
}

function picture(
  url: string,
  open: { action?: { type: "uri"; label: string; uri: string } },
): FlexBox {
  return {
    type: "box",
    layout: "vertical",
    width: "84px",
    height: "84px",
    flex: 0,
    cornerRadius: "md",
    contents: [
      { type: "image", url, size: "full", aspectMode: "cover", aspectRatio: "1:1", ...open },
    ],
  };
}

/** Price and quantity: `￥1,200 × 2`; the quantity alone when Shopify told no price. */
function priceText(item: DrawnItem, currency: string, locale: Locale): string {
  const amount = item.price === null ? Number.NaN : Number(item.price);
  // Intl throws for what is not three letters, and one odd checkout must not hold up the others.
  if (!Number.isFinite(amount) || !/^[a-z]{3}$/i.test(currency)) return `× ${item.quantity}`;
  return `${priceFormat(locale, currency).format(amount)} × ${item.quantity}`;
}

const priceFormats = new Map<string, Intl.NumberFormat>();

/** Kept: making one costs more than the rest of a message. There are as many as languages times currencies. */
function priceFormat(locale: Locale, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency.toUpperCase()}`;
  const kept = priceFormats.get(key);
  if (kept) return kept;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  priceFormats.set(key, format);
  return format;
}

/** LINE takes images by https; on this machine, where the stand-ins are, by http too. */
function isDrawable(url: string | null): url is string {
  if (!url || url.length > IMAGE_URL_LIMIT || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname))
  );
}

function altText(title: string, items: DrawnItem[]): string {
  const names = items.map((item) => item.name.trim()).filter(Boolean);
  return clip([title, ...names].join(" | "), ALT_TEXT_LIMIT);
}

/** Shortens to so many UTF-16 units, as LINE counts, without cutting what is read as one letter. */
function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}

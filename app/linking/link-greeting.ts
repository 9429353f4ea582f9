import { fixedT, type Locale } from "#app/platform/i18n.ts";

/** The ledger's kind of what a friend is told when they are tied to a customer. */
export const LINK_GREETING = "link_greeting";

/** LINE's reference, "Text message": UTF-16 units. */
const LINE_TEXT_LIMIT = 5_000;
const NAME_LIMIT = 40;

/** The words of a greeting that the merchant has not written, with `{{name}}` and `{{shop}}` in them. */
export function defaultGreetingText(locale: Locale): string {
  return fixedT(locale, "linking")("greeting.text", { name: "{{name}}", shop: "{{shop}}" });
}

/**
 * The text of a greeting. Phone and preview draw this very text.
 *
 * @param options.text the merchant's words, with `{{name}}` and `{{shop}}`; null for ours
 * @param options.name null when nobody's name is known: a word that reads well stands for it
 * @param options.gift null when there is none, or the person has had theirs
 */
export function greetingText(options: {
  text: string | null;
  name: string | null;
  shopName: string;
  gift: { code: string; url: string } | null;
  locale: Locale;
}): string {
  const { gift, shopName, locale } = options;
  const t = fixedT(locale, "linking");
  const name = [...(options.name?.trim() ?? "")].slice(0, NAME_LIMIT).join("");
  const text = (options.text ?? defaultGreetingText(locale))
    .replaceAll("{{name}}", () => name || t("greeting.someone"))
    .replaceAll("{{shop}}", () => shopName);
  const parts = [text, ...(gift ? [t("greeting.gift", gift)] : [])];
  return parts.join("\n\n").slice(0, LINE_TEXT_LIMIT);
}

/** Where a discount code is applied to the cart (Shopify, "Shareable discount links"). */
export function giftUrl(storefrontUrl: string, code: string): string {
  return `${storefrontUrl}/discount/${encodeURIComponent(code)}`;
}

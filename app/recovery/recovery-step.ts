import { z } from "zod";
import type { Locale } from "#app/platform/i18n.ts";
import { storable } from "#app/platform/storable.ts";

/** Minutes after the checkout began at which a step can stand. Ten hours is the one we recommend. */
export const STEP_DELAYS = [0, 60, 360, 600, 1440] as const;
export type StepDelay = (typeof STEP_DELAYS)[number];
export const RECOMMENDED_DELAY: StepDelay = 600;

/**
 * Longest texts, in UTF-16 units as LINE counts them. LINE's own limit for a button's label in a Flex Message is 40
 * (LINE reference, "Action objects"); the others keep a bubble readable and far below its 30 KB.
 */
export const CONTENT_LIMITS = {
  title: 60,
  body: 500,
  note: 100,
  linkText: 40,
  queryParameters: 10,
  parameterName: 60,
  parameterValue: 200,
} as const;

/** Shopify's recovery URL carries its secret here: a parameter of this name would break the way back. */
const RESERVED_PARAMETERS = new Set(["key"]);

/**
 * A text of so many UTF-16 units, as LINE counts (zod's `max` counts code points), without what PostgreSQL refuses in
 * JSON: NUL and halves of a surrogate pair.
 */
const units = (max: number) =>
  z
    .string({ error: "required" })
    .transform((value) => storable(value).trim())
    .refine((value) => value.length <= max, { error: "too_long" });

const text = (max: number) => units(max).refine((value) => value !== "", { error: "required" });

const color = z
  .string({ error: "invalid_color" })
  .trim()
  .regex(/^#[0-9a-f]{6}$/i, { error: "invalid_color" });

const queryParameter = z.object({
  name: text(CONTENT_LIMITS.parameterName).refine((name) => !RESERVED_PARAMETERS.has(name), {
    error: "reserved_parameter",
  }),
  value: units(CONTENT_LIMITS.parameterValue),
});

/** What a merchant writes for one step. The messages of its errors are codes that pages translate. */
export const recoveryContent = z.object({
  /** `{{name}}` becomes the customer's name, here and in the body. */
  title: text(CONTENT_LIMITS.title),
  body: text(CONTENT_LIMITS.body),
  /** Stands below two drawn items when there are three or more; `{{count}}` becomes the number of those not drawn. */
  note: text(CONTENT_LIMITS.note),
  linkText: text(CONTENT_LIMITS.linkText),
  headerColor: color,
  buttonColor: color,
  queryParameters: z
    .array(queryParameter)
    .max(CONTENT_LIMITS.queryParameters, { error: "too_many_parameters" })
    .superRefine((parameters, context) => {
      parameters.forEach(({ name }, index) => {
        if (parameters.findIndex((other) => other.name === name) === index) return;
        context.addIssue({ code: "custom", path: [index, "name"], message: "repeated_parameter" });
      });
    }),
});

export type RecoveryContent = z.infer<typeof recoveryContent>;
export type QueryParameter = RecoveryContent["queryParameters"][number];

const LOOK = { headerColor: "#1F3A5F", buttonColor: "#087F45" };

const tagged = (delay: StepDelay): QueryParameter[] => [
  { name: "utm_source", value: "line" },
  { name: "utm_medium", value: "message" },
  { name: "utm_campaign", value: `cart_recovery_${delay / 60}h` },
];

const DEFAULT_TEXTS: Record<
  Locale,
  Record<StepDelay, Pick<RecoveryContent, "title" | "body">> & {
    all: Pick<RecoveryContent, "note" | "linkText">;
  }
> = {
  ja: {
    0: {
      title: "ご注文手続きの途中です",
      body: "{{name}}様、ご覧いただきありがとうございます。\nお選びいただいた商品は、下のボタンからそのままご注文いただけます。",
    },
    60: {
      title: "お買い忘れはありませんか？",
      body: "{{name}}様がお選びになった商品を、カートに保管しています。\n続きはこちらからどうぞ。",
    },
    360: {
      title: "カートの商品をお取り置き中です",
      body: "{{name}}様、ご注文手続きがまだ完了していないようです。\nよろしければ、もう一度ご覧ください。",
    },
    600: {
      title: "カートに商品が残っています",
      body: "{{name}}様、お選びいただいた商品はまだご注文いただけます。\nご不明な点がございましたら、お気軽にお問い合わせください。",
    },
    1440: {
      title: "カートの商品はいかがなさいますか？",
      body: "{{name}}様、お選びいただいた商品についての最後のご案内です。\n在庫には限りがございますので、お早めにご確認ください。",
    },
    all: { note: "ほか{{count}}点の商品がカートに入っています", linkText: "ご注文手続きへ進む" },
  },
  en: {
    0: {
      title: "You’re one step away",
      body: "Hi {{name}}, thank you for stopping by.\nTap below to pick up your order right where you left it.",
    },
    60: {
      title: "Did you forget something?",
      body: "Hi {{name}}, we’ve kept your cart for you.\nContinue whenever you’re ready.",
    },
    360: {
      title: "Your cart is waiting",
      body: "Hi {{name}}, it looks like your order isn’t finished yet.\nTake another look at what you chose.",
    },
    600: {
      title: "Still thinking it over?",
      body: "Hi {{name}}, the items you chose are still available.\nIf you have any questions, we’re happy to help.",
    },
    1440: {
      title: "A last note about your cart",
      body: "Hi {{name}}, this is our last reminder about the items you chose.\nStock is limited, so have a look soon.",
    },
    all: { note: "and {{count}} more in your cart", linkText: "Continue to checkout" },
  },
};

/** What a step says until the merchant writes something of their own. */
export function defaultContent(delay: StepDelay, locale: Locale): RecoveryContent {
  const texts = DEFAULT_TEXTS[locale];
  return { ...texts[delay], ...texts.all, ...LOOK, queryParameters: tagged(delay) };
}

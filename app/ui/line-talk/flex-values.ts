/**
 * LINE's keywords and values for Flex, in CSS. The pixels are those of LINE's Flex Message Simulator; the meaning of each
 * property is that of the Messaging API reference, Flex Message, and of the page "Flex Message layout".
 * A value that LINE would refuse is drawn as if it were absent: a draft with a typing error still has a preview.
 */

const spacings: Record<string, number> = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const borders: Record<string, number> = {
  none: 0,
  light: 0.5,
  normal: 1,
  medium: 2,
  "semi-bold": 3,
  bold: 4,
};
const fontSizes: Record<string, number> = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  "3xl": 35,
  "4xl": 48,
  "5xl": 74,
};
const imageWidths: Record<string, number> = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  "3xl": 180,
  "4xl": 200,
  "5xl": 220,
};

/** A CSS length of `12px` or `12.5%` form; undefined for anything else, so that no other CSS gets in. */
function length(value: string | undefined): string | undefined {
  return value !== undefined && /^-?\d+(\.\d+)?(px|%)$/.test(value) ? value : undefined;
}

function keywordOrLength(keywords: Record<string, number>, value: string | undefined) {
  if (value !== undefined && Object.hasOwn(keywords, value)) return `${keywords[value]}px`;
  return length(value);
}

/** margin, spacing, padding, offset and cornerRadius share one scale. */
export const flexSpace = (value: string | undefined) => keywordOrLength(spacings, value);
export const flexBorderWidth = (value: string | undefined) => keywordOrLength(borders, value);
/** width, height, maxWidth and maxHeight of a box. */
export const flexLength = (value: string | undefined) => length(value);
export const flexImageWidth = (value = "md") =>
  value === "full" ? "100%" : (keywordOrLength(imageWidths, value) ?? `${imageWidths["md"]}px`);

/**
 * The font size of text, span, icon and button.
 * @param scaling whether the size follows the reader's own font size, which the talk holds in `--lt-text-scale`
 */
export function flexFontSize(value: string | undefined, scaling = false): string | undefined {
  const size = keywordOrLength(fontSizes, value);
  return size && scaling ? `calc(${size} * var(--lt-text-scale, 1))` : size;
}

/** `#RRGGBB` or `#RRGGBBAA`, as LINE takes them. */
export function flexColor(value: string | undefined): string | undefined {
  return value !== undefined && /^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) ? value : undefined;
}

/** `20:13` as CSS `20 / 13`. A height of more than three times the width is cut to three times, LINE's limit. */
export function flexAspectRatio(value: string | undefined): string {
  const [, width, height] = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value ?? "") ?? [];
  if (!Number(width) || !Number(height)) return "1 / 1";
  return `${Number(width)} / ${Math.min(Number(height), Number(width) * 3)}`;
}

/** LINE's `linearGradient` as a CSS one: 0deg runs from the bottom to the top and turns clockwise in both. */
export function flexGradient(
  background:
    | {
        type: string;
        angle?: string;
        startColor?: string;
        endColor?: string;
        centerColor?: string;
        centerPosition?: string;
      }
    | undefined,
): string | undefined {
  if (background?.type !== "linearGradient") return undefined;
  const { angle = "", centerPosition = "" } = background;
  const start = flexColor(background.startColor);
  const end = flexColor(background.endColor);
  if (!/^\d+(\.\d+)?deg$/.test(angle) || !start || !end) return undefined;
  const center = flexColor(background.centerColor);
  const at = /^\d+(\.\d+)?%$/.test(centerPosition) ? centerPosition : "50%";
  return `linear-gradient(${angle}, ${[`${start} 0%`, ...(center ? [`${center} ${at}`] : []), `${end} 100%`].join(", ")})`;
}

/** One of LINE's words that is CSS as it stands; anything else is dropped. */
export function flexKeyword<T extends string>(allowed: readonly T[], value: string | undefined) {
  return allowed.find((keyword) => keyword === value);
}

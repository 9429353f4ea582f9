const WHITE = "#FFFFFF";
const INK = "#111111";

/** WCAG 2.1's least contrast for text of ordinary size. */
export const LEAST_CONTRAST = 4.5;

/**
 * Contrast of two `#RRGGBB` colours by WCAG 2.1, from 1 to 21. What is no such colour counts as black.
 */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** White where it can be read on the colour, else near-black. */
export function textColorOn(background: string): typeof WHITE | typeof INK {
  return contrast(background, WHITE) >= LEAST_CONTRAST ? WHITE : INK;
}

function luminance(color: string): number {
  const value = /^#[0-9a-f]{6}$/i.test(color) ? Number.parseInt(color.slice(1), 16) : 0;
  const [red, green, blue] = [16, 8, 0].map((shift) => {
    const part = ((value >> shift) & 0xff) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

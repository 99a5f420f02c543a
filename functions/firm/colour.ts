import * as z from 'zod';

export const Colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #1f5a4d')
  .transform((colour) => colour.toLowerCase())
  .meta({ examples: ['#1f5a4d'] });

const black = '#000000';
const white = '#ffffff';

/** WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** From 1 to 21; text is readable from 4.5. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Black or white, whichever reads better on the colour: one of them always has a contrast above 4.5. */
export const textOn = (colour: string): string => (contrast(colour, white) >= contrast(colour, black) ? white : black);

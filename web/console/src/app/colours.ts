import type { MantineColorsTuple } from '@mantine/core';

type Oklch = { lightness: number; chroma: number; hue: number };

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function oklchOf(hex: string): Oklch {
  const [r = 0, g = 0, b = 0] = (hex.match(/[0-9a-f]{2}/gi) ?? []).map((two) =>
    toLinear(Number.parseInt(two, 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hue: (Math.atan2(bb, a) * 180) / Math.PI,
  };
}

/** From the palest to the darkest. White reads well on the seventh and darker, and the fifth reads well on a dark page. */
const lightness = [0.975, 0.94, 0.88, 0.81, 0.74, 0.66, 0.5, 0.45, 0.39, 0.32];
const strength = [0.12, 0.25, 0.45, 0.65, 0.85, 1, 1, 1, 0.9, 0.75];

/** Ten shades of the firm's colour. The colour itself stands where the main action takes it from, unless it is too pale. */
export function shadesOf(hex: string): MantineColorsTuple {
  const { lightness: own, chroma, hue } = oklchOf(hex);
  const shades = lightness.map((light, i) => `oklch(${light} ${(chroma * strength[i]!).toFixed(4)} ${hue.toFixed(1)})`);
  if (own <= 0.5) shades[6] = hex;
  return shades as unknown as MantineColorsTuple;
}

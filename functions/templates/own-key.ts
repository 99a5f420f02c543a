import * as z from 'zod';

type Kept = { what: string; own: string; shipped: string; isShipped: (key: string) => boolean };

/** The key of what is shipped or is the firm's own: its own stand apart, so that no later release ships one under the same key. */
export const ShippedOrOwnKey = ({ what, own, shipped, isShipped }: Kept) =>
  z
    .string()
    .max(60)
    .refine(
      (key) => isShipped(key) || /^own(?:-[a-z0-9]+)+$/.test(key),
      `The key of a shipped ${what}, or of one of the firm’s own, as in ${own}`,
    )
    .meta({ examples: [shipped] });

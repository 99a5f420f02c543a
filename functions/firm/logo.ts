import * as z from 'zod';
import { ofKind } from '../../shared/table/fields.ts';

const largest = 100 * 1024;
const beginnings = { png: '89504e470d0a1a0a', jpeg: 'ffd8ff' };

/** What it says it is, it must also be: whoever opens a letter of the firm's opens this. */
function isImage(url: string): boolean {
  const [, kind, base64 = ''] = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) ?? [];
  if (kind === undefined) return false;
  const bytes = Buffer.from(base64, 'base64');
  const beginning = beginnings[kind as keyof typeof beginnings];
  return bytes.length <= largest && bytes.toString('hex', 0, beginning.length / 2) === beginning;
}

/** No SVG: it can carry a script. */
export const Image = z
  .string()
  .max(140_000)
  .refine(isImage, 'must be a data URL of a PNG or JPEG of at most 100 KB')
  .meta({ examples: ['data:image/png;base64,iVBORw0KGgo…'] });

/** In a record of its own: the firm’s is read all the time. Without an image once it was taken away. */
export const Logo = z.object({
  status: z.enum(['shown', 'removed']),
  image: ofKind('text', z.string()).optional(),
});

export const LogoInput = z.strictObject({ image: Image }).meta({ id: 'LogoInput' });
export const LogoView = z.object({ image: z.string(), version: z.int() }).meta({ id: 'Logo' });

import type * as z from 'zod';
import type { Signature } from '../../../../functions/letters/acceptance.ts';
import type { PortalLetter } from '../../../../functions/letters/portal-view.ts';
import { call } from './http.ts';

export type Letter = z.output<typeof PortalLetter>;
type Signing = { signature: z.output<typeof Signature>; consentVersion: number; chosen: string | undefined };

/** That it was read is told to the firm, the first time. */
export const readLetter = (id: string): Promise<Letter> => call('GET', `letters/${id}`);

/** Signs what was read: the file by its hash, the words of consent by their version. */
export const sign = ({ id, documentSha256 }: Letter, { signature, consentVersion, chosen }: Signing): Promise<Letter> =>
  call('POST', `letters/${id}/sign`, {
    documentSha256,
    consentVersion,
    signature,
    ...(chosen !== undefined && { package: chosen }),
  });

export const decline = ({ id }: Letter, reason: string): Promise<Letter> =>
  call('POST', `letters/${id}/decline`, { reason });

/** The same of the document that is signed off by it. */
export async function openDocument(id: string): Promise<void> {
  const { document } = await readLetter(id);
  if (document?.file) window.location.assign(document.file.url);
}

/** A link to its file works for two minutes: it is asked for when it is needed. */
export async function openFile(id: string): Promise<void> {
  const { file } = await readLetter(id);
  if (file) window.location.assign(file.url);
}

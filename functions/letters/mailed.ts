import type { Letter } from './letter.ts';

/** The same letter with the mail to one of those who sign noted as made. */
export const mailedTo = (letter: Letter, contactId: string, now: string): Letter => ({
  ...letter,
  signers: letter.signers.map((signer) => {
    if (signer.contactId !== contactId) return signer;
    const { notMailed: _, ...rest } = signer;
    return { ...rest, mailedAt: now };
  }),
});

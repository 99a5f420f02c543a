import type { Letter, Signer } from './letter.ts';

const told = (letter: Letter, contactId: string, tell: (signer: Signer) => Signer): Letter => ({
  ...letter,
  signers: letter.signers.map((signer) => {
    if (signer.contactId !== contactId) return signer;
    const { notMailed: _, ...rest } = signer;
    return tell(rest);
  }),
});

/** The same letter with the mail to one of those who sign noted as made. */
export const mailedTo = (letter: Letter, contactId: string, now: string): Letter =>
  told(letter, contactId, (signer) => ({ ...signer, mailedAt: now }));

/** And with another one, because the first was not answered. */
export const remindedTo = (letter: Letter, contactId: string, now: string): Letter =>
  told(letter, contactId, (signer) => ({ ...signer, mailedAt: now, reminded: (signer.reminded ?? 0) + 1 }));

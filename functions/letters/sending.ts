import { civilDateAt } from '../../shared/dates/zone.ts';
import type { NewId } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { notErased } from '../clients/client.ts';
import { type Between, loadBetween } from './between.ts';
import { checkSettable, fieldsOfLetter } from './drafting.ts';
import { written } from './letter-template.ts';
import type { Letter, Signer } from './letter.ts';
import { loadMailing, type Mailing, mailOfLetter, toSignKey } from './mail.ts';
import { checkOffer, wordsOfPackages } from './packages.ts';
import { type SignedOff, signedOffNow } from './sign-off.ts';
import { send } from './signing.ts';

/** Everything that a letter is sent with: between whom it is, what is signed off, and a mail to each who signs. */
type Sending = { between: Between; document: SignedOff | undefined; mailings: readonly Mailing[] };

/** Whether each of them could be mailed is found out before the first of them is. */
const mailingsTo = (records: Records, letter: Letter, senderId: string) =>
  Promise.all(
    letter.signers.map(({ contactId }) =>
      loadMailing(records, { clientId: letter.clientId, contactId, senderId }, toSignKey(letter)),
    ),
  );

export async function loadSending(records: Records, letter: Letter, senderId: string): Promise<Sending> {
  const [between, document, mailings] = await Promise.all([
    loadBetween(records, letter),
    letter.document && signedOffNow(records, letter.document),
    mailingsTo(records, letter, senderId),
  ]);
  return { between, document, mailings };
}

type As = { signers: Signer[]; senderId: string };

/** The letter as it goes out, its words fixed; or the reason why it cannot. */
export function dispatched(
  letter: Letter,
  { between, document, mailings }: Sending,
  { signers, senderId }: As,
  { now, newId }: { now: string; newId: NewId },
): Letter {
  notErased(between.client);
  const today = civilDateAt(now, between.firm.timeZone);
  // Once more below, of the words as they are sent: a letter that was sent is not drawn up again.
  send(letter, { now, today });
  const words = written(letter, fieldsOfLetter(between, document), { today });
  checkOffer(letter);
  checkSettable(words.title, words.text, ...wordsOfPackages(letter.packages));
  for (const mailing of mailings) mailOfLetter(mailing, letter, { id: newId('mail'), now });
  const { notSent: _, ...about } = letter;
  return send({ ...about, ...words, ...(document && { document }), signers, senderId }, { now, today });
}

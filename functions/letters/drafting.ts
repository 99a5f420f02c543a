import * as z from 'zod';
import { CivilDate } from '../../shared/dates/civil-date.ts';
import { broken, invalid } from '../../shared/errors.ts';
import { Id } from '../../shared/ids.ts';
import type { Records } from '../../shared/table/records.ts';
import { contactLinks, contacts } from '../clients/store.ts';
import type { Client } from '../clients/client.ts';
import type { Engagement } from '../engagements/engagement.ts';
import type { Firm } from '../firm/firm.ts';
import { PatternText } from '../templates/pattern.ts';
import type { Fields } from '../templates/pattern-value.ts';
import { Key } from '../templates/texts.ts';
import { feeInWords } from './fee-words.ts';
import type { Signer } from './letter.ts';
import { Packages } from './packages.ts';
import type { SignedOff } from './sign-off.ts';

const signers = z.array(Id('contact')).max(10);

export const NewLetter = z
  .strictObject({
    /** What is agreed; for a sign-off, the document instead. */
    engagementId: Id('engagement').optional(),
    documentId: Id('document').optional(),
    /** The task of that job that is done when everyone has signed. */
    taskId: Id('task').optional(),
    jobId: Id('job').optional(),
    /** The key of the words that it begins with, shipped or the firm's own. */
    template: Key,
    /** In the order in which they sign. */
    contactIds: signers.default([]),
    dueOn: CivilDate,
    /** Of a proposal: what the client chooses from. */
    packages: Packages.optional(),
  })
  .meta({ id: 'NewLetter' });

export const LetterPatch = z
  .strictObject({
    title: PatternText(200).optional(),
    text: PatternText(40_000).optional(),
    contactIds: signers.optional(),
    dueOn: CivilDate.optional(),
    packages: Packages.optional(),
  })
  .meta({ id: 'LetterPatch' });

export type Between = {
  firm: Pick<Firm, 'name' | 'address' | 'phone' | 'website'>;
  client: Pick<Client, 'name' | 'number'>;
  engagement?: Pick<Engagement, 'title' | 'startsOn' | 'endsOn' | 'services' | 'fees'> | undefined;
};

const day = (on: CivilDate | undefined) => (on === undefined ? undefined : { on });

/** A service without a fee leaves a hole: nobody agrees to a price that is not there. */
export const fieldsOfLetter = ({ firm, client, engagement }: Between, document?: Pick<SignedOff, 'name'>): Fields => ({
  'firm.name': firm.name,
  'firm.address': firm.address,
  'firm.phone': firm.phone,
  'firm.website': firm.website,
  'client.name': client.name,
  'client.number': client.number,
  'document.name': document?.name,
  'engagement.title': engagement?.title,
  'engagement.startsOn': day(engagement?.startsOn),
  'engagement.endsOn': day(engagement?.endsOn),
  services: (engagement?.services ?? []).map(({ id, name, frequency }) => {
    const fee = engagement?.fees?.[id];
    return { title: name, ...(fee && { fee: feeInWords(fee, frequency) }) };
  }),
});

/** Who is named signs for this client, and can come to the page where one signs. */
export async function loadSigners(
  records: Records,
  clientId: string,
  contactIds: readonly string[],
): Promise<Signer[]> {
  const [links, people] = await Promise.all([
    Promise.all(contactIds.map((contactId) => records.find(contactLinks, { clientId, contactId }))),
    records.getMany(contacts, contactIds),
  ]);
  return contactIds.map((contactId, i) => {
    const path = `body.contactIds.${i}`;
    const person = people.find(({ id }) => id === contactId);
    const link = links[i];
    if (!person || link?.status !== 'linked') throw invalid({ path, message: 'No person of this client has this id' });
    if (contactIds.indexOf(contactId) < i) throw invalid({ path, message: `${person.name} is to sign twice` });
    if (!link.sign) throw invalid({ path, message: `${person.name} does not sign for this client` });
    if (!link.portal) throw invalid({ path, message: `${person.name} has no page to sign on; switch it on first` });
    return { contactId, name: person.name };
  });
}

/** Not of the letters that PDF's own fonts have: those of Western European languages. */
const unset = /[^\n\u0020-\u007e\u00a0-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu;

/** What the file could not show is refused before anyone is asked to sign it. */
export function checkSettable(...texts: readonly string[]): void {
  const found = [...new Set(texts.flatMap((text) => text.match(unset) ?? []))];
  if (found.length > 0) throw broken(`The letter's file cannot show ${found.slice(0, 10).join(' ')}`);
}

/** For the evidence: what a font lacks is written without its marks, else as its number. */
export const settable = (text: string): string =>
  text.replaceAll(unset, (one) => {
    const [plain = ''] = one.normalize('NFD');
    return plain.match(unset) || plain === '' ? `U+${one.codePointAt(0)!.toString(16).toUpperCase()}` : plain;
  });

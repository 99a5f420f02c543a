import { Apart } from '../../shared/apart.ts';
import { instant } from '../../shared/clock.ts';
import { DomainError } from '../../shared/errors.ts';
import { again } from '../../shared/events/retry.ts';
import type { Decided } from '../../shared/events/types.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { clientEvent } from '../clients/events.ts';
import { clients, loadClient } from '../clients/store.ts';
import { engagementEvent } from '../engagements/events.ts';
import { engagements, loadEngagement } from '../engagements/store.ts';
import { machinery, system } from '../jobs/workflow/author.ts';
import { waitsForHours } from './chasing.ts';
import { afterLetter, isOver } from './engagement-state.ts';
import { isUntold, type Letter, owesCopies, turnOf } from './letter.ts';
import { loadMailing, type Mailing, mailOfLetter, toSignKey } from './mail.ts';
import { mailedTo } from './mailed.ts';
import { tellJobs } from './on-jobs.ts';
import { chosenOf, tagged } from './packages.ts';
import { sealing, type SignedOff } from './sign-off.ts';
import { changeLetter, loadLetter, othersFor } from './store.ts';

/** Who has chosen a package is called what the firm said of it. */
async function tagging(records: Records, clientId: string, letter: Letter): Promise<Decided[]> {
  const chosen = chosenOf(letter);
  if (!chosen || chosen.tags.length === 0) return [];
  const { client, tail } = await loadClient(records, clientId);
  const after = { ...client, tags: tagged(client.tags, chosen) };
  return [clientEvent('client.updated', tail, [clients.replace(client, after)])];
}

/** The engagement follows its letters: when everyone has signed one, it has what was chosen, and work begins. */
async function tellEngagement(table: Table, letter: Letter, engagementId: string): Promise<void> {
  const authorAt = machinery(letter.id);
  await again(async () => {
    const now = instant();
    const records = systemRecords(table);
    const { engagement, tail, client } = await loadEngagement(records, engagementId);
    const others = isOver(letter) ? await othersFor(records, letter, engagementId) : [];
    const after = afterLetter(engagement, letter, others, { now, newId });
    const begins = after.activatedAt !== engagement.activatedAt;
    const isAgreed = after.proposals !== engagement.proposals;
    if (client.erasedAt || (after.letter === engagement.letter && !begins && !isAgreed)) return;
    const tags = isAgreed ? await tagging(records, client.id, letter) : [];
    const type = begins ? 'engagement.activated' : isAgreed ? 'engagement.agreed' : 'engagement.updated';
    await write(table, [engagementEvent(type, tail, [engagements.replace(engagement, after)]), ...tags], authorAt(now));
  });
}

/** What everyone has signed off is final. */
async function tellDocument(table: Table, { id, status }: Letter, document: SignedOff): Promise<void> {
  if (status !== 'signed') return;
  const authorAt = machinery(id);
  await again(async () => {
    const now = instant();
    const decided = await sealing(systemRecords(table), document, system, now);
    if (decided.length > 0) await write(table, decided, authorAt(now));
  });
}

/**
 * Whose turn it has become is mailed once, within the firm's hours for mail; where that cannot be, the letter says why, and
 * someone sends it again.
 */
export async function tellNext(table: Table, letterId: string): Promise<void> {
  const authorAt = machinery(letterId);
  const mailId = newId('mail');
  await again(async () => {
    const records = systemRecords(table);
    const loaded = await loadLetter(records, letterId);
    const { letter } = loaded;
    const turn = turnOf(letter);
    if (!turn || !isUntold(turn)) return;
    const { clientId, senderId = '' } = letter;
    const now = instant();
    const place = { clientId, contactId: turn.contactId, senderId };
    const mailing = await loadMailing(records, place, toSignKey(letter));
    if (waitsForHours(mailing.recipient.firm, now)) return;
    try {
      const mail = mailOfLetter(mailing, letter, { id: mailId, now });
      const { decided } = changeLetter(loaded, 'letter.mailed', mailedTo(letter, turn.contactId, now));
      return await write(table, [decided, mail], authorAt(now));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'rule-broken') throw error;
      const signers = letter.signers.map((one) => (one === turn ? { ...one, notMailed: error.message } : one));
      const { decided } = changeLetter(loaded, 'letter.not-mailed', { ...letter, signers });
      return write(table, [decided], authorAt(now));
    }
  });
}

/** Those who signed are told once that their copy is there, in the firm's hours for mail; who cannot be mailed finds it on their page. */
export async function tellCopies(table: Table, letterId: string): Promise<void> {
  const authorAt = machinery(letterId);
  await again(async () => {
    const records = systemRecords(table);
    const loaded = await loadLetter(records, letterId);
    const { letter } = loaded;
    if (!owesCopies(letter)) return;
    const { clientId, senderId = '' } = letter;
    const now = instant();
    const places = letter.signers.map(({ contactId }) => ({ clientId, contactId, senderId }));
    const mailings = await Promise.all(places.map((place) => loadMailing(records, place, 'letter-signed')));
    if (mailings.some(({ recipient }) => waitsForHours(recipient.firm, now))) return;
    const mails = mailings.flatMap((mailing) => mailUnlessBroken(mailing, letter, now));
    const { decided } = changeLetter(loaded, 'letter.copies-mailed', { ...letter, copiesMailedAt: now });
    await write(table, [decided, ...mails], authorAt(now));
  });
}

function mailUnlessBroken(mailing: Mailing, letter: Letter, now: string): Decided[] {
  try {
    return [mailOfLetter(mailing, letter, { id: newId('mail'), now })];
  } catch (error) {
    if (error instanceof DomainError && error.code === 'rule-broken') return [];
    throw error;
  }
}

/** What follows from an event of a letter, as the letter is now: a mail that cannot be written stops no work. */
export async function onLetter(table: Table, pk: string): Promise<void> {
  const letterId = pk.slice('LETTER#'.length);
  const { letter } = await loadLetter(systemRecords(table), letterId);
  if (letter.erasedAt !== undefined) return;
  const { engagementId, document } = letter;
  const apart = new Apart();
  await apart.run(() => tellNext(table, letterId));
  await apart.run(() => tellCopies(table, letterId));
  if (engagementId !== undefined) await apart.run(() => tellEngagement(table, letter, engagementId));
  if (document) await apart.run(() => tellDocument(table, letter, document));
  await apart.run(() => tellJobs(table, letter));
  apart.end('things did not follow from a letter');
}

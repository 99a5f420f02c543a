import { Apart } from '../../shared/apart.ts';
import { instant } from '../../shared/clock.ts';
import { civilDateAt, wallTimeAt } from '../../shared/dates/zone.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Decided } from '../../shared/events/types.ts';
import { again } from '../../shared/events/retry.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Item as Row, Key, Table } from '../../shared/table/table.ts';
import type { Document } from '../documents/document.ts';
import { documents } from '../documents/store.ts';
import { firms, members } from '../firm/store.ts';
import { machinery } from '../jobs/workflow/author.ts';
import { compose, fieldsOfPeople } from '../mail-templates/compose.ts';
import { languagesOf, localeOf, type Spoken, wordsTo } from '../mail-templates/languages.ts';
import { holdingOf } from '../mail-templates/store.ts';
import { mailToContact, type Recipient } from '../notifications/client-mail.ts';
import { loadRecipient } from '../notifications/store.ts';
import type { Entry } from '../templates/pattern-value.ts';
import { isOpen } from './item.ts';
import { linkFields, waitsUntil } from './mail.ts';
import { isOpenRequest } from './request.ts';
import { dueSittings, end, ended, readSitting, type Sitting } from './sitting.ts';
import { readRequest, type Whole } from './store.ts';

/** More in one mail nobody reads, and no mail holds any number of names. */
const mostNamed = 200;

const isHere = ({ status, erasedAt }: Document) =>
  erasedAt === undefined && (status === 'released' || status === 'held');

/** Which item of a request it answers; not what answers a question. */
const forItem = (about: Document['about']) => (about && 'itemId' in about ? about : undefined);

async function requestsOf(records: Records, received: readonly Document[]): Promise<Whole[]> {
  const ids = [...new Set(received.flatMap(({ about }) => forItem(about)?.requestId ?? []))];
  const found = await Promise.all(
    ids.map((id) =>
      readRequest(records, id).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'not-found') return undefined;
        throw error;
      }),
    ),
  );
  return found.filter((one) => one !== undefined);
}

const titlesIn = (whole: readonly Whole[]) =>
  new Map(whole.flatMap(({ items }) => items.map(({ id, title }) => [id, title])));

/** What is for an item that still is there, and what they sent of their own accord. */
function toTell(received: readonly Stored<Document>[], whole: readonly Whole[]): Stored<Document>[] {
  const titles = titlesIn(whole);
  return received.filter(({ about }) => about === undefined || titles.has(forItem(about)?.itemId ?? ''));
}

/** Where they put what nobody asked for. */
const placeOf = ({ folderId }: Document, { locale }: Spoken): string => {
  const [inFolder, withMessage] =
    locale === 'es' ? ['sus documentos', 'su mensaje'] : ['your documents', 'your message'];
  return (folderId === undefined ? withMessage : inFolder)!;
};

/** What has come and for what, and what is still open of that. */
function fieldsOf(told: readonly Stored<Document>[], whole: readonly Whole[], words: Spoken) {
  const titles = titlesIn(whole);
  const files = told.map((document): Entry => ({
    name: document.name,
    'item.title': titles.get(forItem(document.about)?.itemId ?? '') ?? placeOf(document, words),
  }));
  const open = whole.filter(({ request }) => isOpenRequest(request)).flatMap(({ items }) => items.filter(isOpen));
  return { files: files.slice(0, mostNamed), items: open.map(({ title }): Entry => ({ title })) };
}

/** In whose name it goes: who asked, else who has to do with the client. */
const senderOf = ([first]: readonly Whole[], { client, firm }: Recipient): string | undefined =>
  first?.request.senderId ?? client.responsible ?? client.manager ?? firm.admins[0];

/** The receipt, or nothing where there is nothing to tell, or nobody to tell it. */
async function receiptOf(records: Records, sitting: Sitting, now: string): Promise<Decided | undefined> {
  const received = (await records.getMany(documents, sitting.documentIds)).filter(isHere);
  const whole = await requestsOf(records, received);
  const told = toTell(received, whole);
  if (told.length === 0) return undefined;
  // Where nothing was asked for, nothing is said of what is still open.
  const key = whole.length > 0 ? 'receipt' : 'files-received';
  const [holding, recipient] = await Promise.all([holdingOf(records, key), loadRecipient(records, sitting)]);
  const senderId = senderOf(whole, recipient);
  const sender = senderId === undefined ? undefined : await records.find(members, senderId);
  if (!sender) return undefined;
  const { firm, contact } = recipient;
  const words = wordsTo(await languagesOf(records, key, holding, [contact]), contact);
  const last = told.map(({ statusAt }) => statusAt).reduce((one, other) => (one > other ? one : other));
  const fields = {
    ...linkFields,
    ...fieldsOf(told, whole, words),
    'file.name': told[0]!.name,
    'received.at': { on: civilDateAt(last, firm.timeZone) },
    'received.time': wallTimeAt(last, firm.timeZone),
    ...fieldsOfPeople({ ...recipient, sender }),
  };
  const mail = compose(words, fields, { today: civilDateAt(now, firm.timeZone), ...localeOf(words) });
  if ('missing' in mail) return undefined;
  return mailToContact(
    recipient,
    { ...mail, ...localeOf(words), from: firm.name, writtenBy: sender.id },
    { id: newId('mail'), now },
  );
}

/** One mail of one sitting: they end together, whatever comes between. */
async function send(table: Table, key: Key, now: string): Promise<void> {
  await again(async () => {
    const sitting = await readSitting(table, key);
    // The index lags behind: only the record decides.
    if (!sitting || sitting.dueAt > now) return;
    const mail = await receiptOf(systemRecords(table), sitting, now).catch((error: unknown) => {
      // Who cannot be reached, or wants no mail, has seen it on their page.
      if (error instanceof DomainError && error.details.retryAfter === undefined) return undefined;
      throw error;
    });
    if (!mail) return end(table, sitting);
    const also = [...(mail.also ?? []), ended(sitting)];
    await write(table, [{ ...mail, also }], machinery(sitting.contactId)(now));
  });
}

/** A receipt to each who has sent files and sends no more, within the firm’s hours for mail. */
export async function receiptsStep(table: Table, now: string = instant()): Promise<{ done: true }> {
  const item = await table.get(firms.key('firm'), { strong: true });
  if (!item || waitsUntil(firms.read(item), now) !== undefined) return { done: true };
  const apart = new Apart();
  let from: Row | undefined;
  do {
    const page = await table.query({ ...dueSittings(now), from });
    for (const { pk, sk } of page.items) await apart.run(() => send(table, { pk, sk }, now));
    from = page.last;
  } while (from);
  apart.end('receipts could not be sent');
  return { done: true };
}

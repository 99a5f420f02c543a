import * as z from 'zod';
import { instant } from '../../shared/clock.ts';
import { again } from '../../shared/events/retry.ts';
import type { Decided } from '../../shared/events/types.ts';
import { write } from '../../shared/events/write.ts';
import { newId } from '../../shared/ids.ts';
import { type Records, systemRecords } from '../../shared/table/records.ts';
import type { Table } from '../../shared/table/table.ts';
import { failedAt } from '../clients/contact.ts';
import { clientEvent } from '../clients/events.ts';
import { contacts, loadContact } from '../clients/store.ts';
import { type Mail, mailEvent, mails } from './mail.ts';

const Header = z.object({ name: z.string(), value: z.string() });
const about = z.looseObject({ headers: z.array(Header).default([]) });

/** What Amazon SES publishes about a mail that it took, in the `detail` of its event on the default bus. */
export const Fate = z.discriminatedUnion('eventType', [
  z.looseObject({ eventType: z.literal('Delivery'), mail: about }),
  z.looseObject({
    eventType: z.literal('Bounce'),
    mail: about,
    bounce: z.looseObject({
      bounceType: z.string(),
      bouncedRecipients: z.array(z.looseObject({ diagnosticCode: z.string().optional() })).default([]),
    }),
  }),
  z.looseObject({ eventType: z.literal('Complaint'), mail: about }),
]);
export type Fate = z.output<typeof Fate>;

const idOf = ({ mail: { headers } }: Fate): string | undefined =>
  headers.find(({ name }) => name.toLowerCase() === 'x-firmament-mail')?.value;

type Failed = NonNullable<Mail['failed']>;

/** What came back for good; what SES tries again by itself is nothing yet. */
function failureIn(fate: Fate, at: string): Failed | undefined {
  if (fate.eventType === 'Complaint') return { why: 'complained', says: 'Called unwanted by whom it is for', at };
  if (fate.eventType !== 'Bounce' || fate.bounce.bounceType !== 'Permanent') return undefined;
  const [first] = fate.bounce.bouncedRecipients;
  return { why: 'bounced', says: (first?.diagnosticCode ?? 'It cannot be delivered').slice(0, 500), at };
}

async function markContact(records: Records, { contactId, to }: Mail, failed: Failed): Promise<Decided[]> {
  if (contactId === undefined || to === undefined) return [];
  const present = await records.present(contacts, contactId);
  if (!present) return [];
  const { contact, tail } = await loadContact(records, present.id);
  const after = failedAt(contact, to, failed);
  return after === contact ? [] : [clientEvent('contact.mail-failed', tail, [contacts.replace(contact, after)])];
}

/** The event of one more thing that is known of a mail; each is known once. */
async function decided(records: Records, id: string, tell: (mail: Mail, at: string) => Partial<Mail> | undefined) {
  const tail = await records.tail(mails.key(id).pk);
  const mail = await records.find(mails, id);
  const at = instant();
  const more = mail && mail.erasedAt === undefined ? tell(mail, at) : undefined;
  if (!mail || !more) return undefined;
  const { failed } = more;
  const type = failed ? (`mail.${failed.why}` as const) : more.openedAt ? 'mail.opened' : 'mail.delivered';
  const write_ = mailEvent(type, tail, [mails.replace(mail, { ...mail, ...more })]);
  return { at, all: [write_, ...(failed ? await markContact(records, mail, failed) : [])] };
}

async function note(table: Table, id: string, tell: Parameters<typeof decided>[2]): Promise<void> {
  const eventIds = [newId('event'), newId('event')];
  await again(async () => {
    const found = await decided(systemRecords(table), id, tell);
    if (!found) return;
    const author = { actor: 'system', at: found.at, requestId: eventIds[0]!, eventIds: (n: number) => eventIds[n]! };
    await write(table, found.all, author);
  });
}

/** Notes what became of a mail. It may be told twice, or late. */
export async function hear(table: Table, fate: Fate): Promise<void> {
  const id = idOf(fate);
  if (id === undefined) return;
  await note(table, id, (mail, at) => {
    const failed = failureIn(fate, at);
    if (failed) return mail.failed ? undefined : { failed };
    return fate.eventType !== 'Delivery' || mail.deliveredAt ? undefined : { deliveredAt: at };
  });
}

/** Someone has used the link in this mail. */
export const opened = (table: Table, id: string): Promise<void> =>
  note(table, id, (mail, at) => (mail.openedAt ? undefined : { openedAt: at }));

import * as z from 'zod';
import { Id } from '../../shared/ids.ts';
import type { Stored } from '../../shared/table/entity.ts';
import type { Records } from '../../shared/table/records.ts';
import type { Client } from '../clients/client.ts';
import type { Contact } from '../clients/contact.ts';
import { clients, contactLinks, contacts } from '../clients/store.ts';
import type { Firm } from '../firm/firm.ts';
import { firms } from '../firm/store.ts';
import { isOver } from '../jobs/job.ts';
import { jobs } from '../jobs/store.ts';
import { type Letter, turnOf } from '../letters/letter.ts';
import { lettersIn } from '../letters/store.ts';
import type { Recipient } from '../notifications/client-mail.ts';
import { waitsUntil } from '../requests/mail.ts';
import type { Head } from './chased.ts';
import { chasedKinds } from './kinds.ts';
import { type Considered, mostAtOnce, nudgeOf, peopleOf, type Person, type Wish } from './nudge.ts';
import { keysOfMarks, type Marks, marksIn, remindedKey } from './marks.ts';

const Waiting = z.object({
  kind: z.enum(['request', 'organizer', 'letter']),
  id: z.string(),
  title: z.string(),
  clientId: Id('client'),
  dueOn: z.string(),
});

export const NudgePreview = z
  .object({
    people: z.array(
      z.object({
        contactId: Id('contact'),
        name: z.string(),
        /** What waits for them. Letters to sign are told of for themselves. */
        waiting: z.array(Waiting),
        /** Why they get no mail now. */
        leftOut: z.string().optional(),
      }),
    ),
    clients: z.array(z.object({ id: Id('client'), name: z.string() })),
    /** How many get a mail. */
    reminded: z.int(),
    /** There is more than can be reminded of at once: these are the oldest. */
    isMore: z.boolean(),
    /** When the mails leave, where that is not at once. */
    waitsUntil: z.iso.datetime().optional(),
    /** Before the firm is live nobody is reminded. */
    isLive: z.boolean(),
  })
  .meta({ id: 'NudgePreview' });

/** What is chosen, oldest first. */
export async function chosen(records: Records, { ids, mine }: Wish): Promise<{ heads: Head[]; isMore: boolean }> {
  const { id: callerId } = await records.reader();
  const found = await Promise.all(
    chasedKinds.map((kind) => (ids ? kind.some(records, ids.filter(kind.has)) : kind.owed(records, mostAtOnce + 1))),
  );
  const all = found
    .flat()
    .filter(({ senderId }) => !mine || senderId === callerId)
    .toSorted((a, b) => (a.asked.dueOn < b.asked.dueOn ? -1 : 1));
  return { heads: all.slice(0, mostAtOnce), isMore: all.length > mostAtOnce };
}

type Merging = { id: string; mergedFrom?: readonly { id: string }[] | undefined };
const byEveryId = <T extends Merging>(all: readonly T[]): Map<string, T> =>
  new Map(
    all.flatMap((one) => [one.id, ...(one.mergedFrom ?? []).map(({ id }) => id)].map((id) => [id, one] as const)),
  );

type Known = {
  firm: Stored<Firm>;
  clients: ReadonlyMap<string, Stored<Client>>;
  contacts: ReadonlyMap<string, Stored<Contact>>;
  recipient: (clientId: string, contactId: string) => Recipient | undefined;
  isAlive: (head: Head) => boolean;
  marks: ReadonlyMap<string, Marks>;
};

const unique = (ids: readonly (string | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))];

/** All that decides, of everyone, in a few requests however many they are. */
async function know(records: Records, heads: readonly Head[], people: readonly Person[], letters: readonly Letter[]) {
  const places = heads.flatMap(({ clientId, asked }) => asked.contactIds.map((contactId) => ({ clientId, contactId })));
  const ids = unique([...people.map(({ contactId }) => contactId), ...letters.map((one) => turnOf(one)?.contactId)]);
  const [firm, ofClients, ofContacts, links, ofJobs, marked] = await Promise.all([
    records.get(firms, 'firm'),
    records.getMany(clients, unique([...heads, ...letters].map(({ clientId }) => clientId))),
    records.getMany(contacts, ids),
    records.getMany(contactLinks, places),
    records.getMany(jobs, unique(heads.map(({ jobId }) => jobId))),
    records.items(ids.flatMap(keysOfMarks)),
  ]);
  const [theirs, named] = [byEveryId(ofClients), byEveryId(ofContacts)];
  const linked = new Map(links.map((link) => [`${link.clientId} ${link.contactId}`, link]));
  const byPartition = Map.groupBy(marked, ({ pk }) => pk);
  const over = new Set(ofJobs.filter(isOver).map(({ id }) => id));
  return {
    firm,
    clients: theirs,
    contacts: named,
    recipient(clientId, contactId) {
      const [client, contact] = [theirs.get(clientId), named.get(contactId)];
      return client && contact && { firm, client, contact, link: linked.get(`${clientId} ${contactId}`) };
    },
    isAlive: ({ jobId }) => jobId === undefined || !over.has(jobId),
    marks: new Map(ids.map((id) => [id, marksIn(byPartition.get(remindedKey(id).pk) ?? [], id)])),
  } satisfies Known;
}

export async function loadPreview(records: Records, wish: Wish) {
  const [{ heads, isMore }, letters] = await Promise.all([
    chosen(records, wish),
    wish.ids ? [] : lettersIn(records, { state: 'out', limit: 100 }).then(({ items }) => items),
  ]);
  const people = peopleOf(heads);
  return { heads, isMore, people, letters, known: await know(records, heads, people, letters) };
}

const signs = 'Only letters to sign wait: they have reminders of their own';

/** Who would be reminded of what now, and who would not, and why. */
export function preview(
  { heads, isMore, people, letters, known }: Awaited<ReturnType<typeof loadPreview>>,
  now: string,
): z.input<typeof NudgePreview> {
  const { firm } = known;
  const byId = new Map(heads.map((head) => [head.id, head]));
  const toSign = Map.groupBy(letters, (letter) => turnOf(letter)?.contactId ?? '');
  toSign.delete('');
  const ofPerson = new Map(people.map(({ contactId, ids }) => [contactId, ids]));
  const all = unique([...ofPerson.keys(), ...toSign.keys()]).map((contactId) => {
    const ids = ofPerson.get(contactId) ?? [];
    const considered = ids.map((id): Considered => {
      const head = byId.get(id)!;
      return { head, recipient: known.recipient(head.clientId, contactId), isAlive: known.isAlive(head) };
    });
    const marks = known.marks.get(contactId) ?? {};
    const nudge = nudgeOf(considered, { contactId, marks, now, timeZone: firm.timeZone });
    const leftOut = ids.length === 0 ? signs : 'leftOut' in nudge ? nudge.leftOut : undefined;
    return {
      contactId,
      name: known.contacts.get(contactId)?.name ?? 'Someone who is not there any more',
      waiting: [
        ...considered.map(({ head: { kind, id, title, clientId, asked } }) => ({
          kind,
          id,
          title,
          clientId,
          dueOn: asked.dueOn,
        })),
        ...(toSign.get(contactId) ?? []).map(({ id, title, clientId, dueOn }) => ({
          kind: 'letter' as const,
          id,
          title,
          clientId,
          dueOn,
        })),
      ],
      ...(leftOut !== undefined && { leftOut }),
    };
  });
  const waits = waitsUntil(firm, now);
  return {
    people: all,
    clients: [...new Map([...known.clients.values()].map((one) => [one.id, one])).values()].map(({ id, name }) => ({
      id,
      name,
    })),
    reminded: all.filter(({ leftOut }) => leftOut === undefined).length,
    isMore,
    ...(waits !== undefined && { waitsUntil: waits }),
    isLive: firm.liveSince !== undefined,
  };
}

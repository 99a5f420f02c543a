import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPartition } from '../../../functions/audit/verify.ts';
import { isEvent } from '../../../shared/events/chain.ts';
import { isMoved } from '../../../shared/table/moved.ts';
import { names } from '../../../shared/table/renamed.ts';
import type { Item } from '../../../shared/table/table.ts';
import { stoppedAfter, worked } from '../../support/batches.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { verbs } from '../../support/office.ts';
import { aJob } from './later.ts';

const which = fc.nat(3);
const step = fc.oneof(
  fc.record({ do: fc.constant('note' as const), at: which }),
  fc.record({ do: fc.constant('job' as const), at: which, of: which }),
  fc.record({ do: fc.constant('link' as const), at: which, of: which }),
  fc.record({ do: fc.constant('unlink' as const), at: which, of: which }),
  fc.record({ do: fc.constant('relate' as const), at: which, of: which, isPerson: fc.boolean() }),
  fc.record({ do: fc.constant('merge' as const), what: fc.constantFrom('clients', 'contacts'), at: which, of: which }),
  fc.record({ do: fc.constant('work' as const), batch: fc.nat(5), writes: fc.nat(4) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function anOffice() {
  const firm = await aFirm();
  const office = verbs(firm.admin.call);
  const clients: string[] = [];
  const contacts: string[] = [];
  for (const name of ['Ash', 'Birch', 'Cedar', 'Dogwood']) {
    clients.push((await aClient(firm.admin.call, { name })).id);
    contacts.push((await office.post(`/v1/clients/${clients.at(-1)}/contacts`, { name: `${name} Person` })).body.id);
  }
  return { firm, office, clients, contacts, batches: [] as string[], notes: 0 };
}
type Office = Awaited<ReturnType<typeof anOffice>>;

/** Ids are used as they were at the beginning, as by a page that was opened then. */
async function take(step: Step, it: Office): Promise<void> {
  const { firm, office, clients, contacts, batches } = it;
  switch (step.do) {
    case 'note':
      it.notes++;
      expect((await office.post(`/v1/clients/${clients[step.at]}/notes`, { text: 'a note' })).status).toBe(201);
      return;
    case 'job': {
      const client = (await office.get(`/v1/clients/${clients[step.at]}`)).body;
      const person = (await office.get(`/v1/contacts/${contacts[step.of]}`)).body;
      const about: Record<string, string> = person.clientIds.includes(client.id) ? { contactId: person.id } : {};
      return void (await aJob(firm, client.id, about));
    }
    case 'link':
      expect((await office.put(`/v1/clients/${clients[step.at]}/contacts/${contacts[step.of]}`, {})).status).toBe(200);
      return;
    case 'unlink':
      return void (await office.remove(`/v1/clients/${clients[step.at]}/contacts/${contacts[step.of]}`));
    case 'relate': {
      const other = step.isPerson ? { contactId: contacts[step.of] } : { clientId: clients[step.of] };
      await office.post(`/v1/clients/${clients[step.at]}/relations`, { kind: 'guarantor', other });
      return firm.projected();
    }
    case 'merge': {
      const ids = step.what === 'clients' ? clients : contacts;
      const reply = await office.post(`/v1/${step.what}/${ids[step.at]}/merge`, { from: ids[step.of] });
      if (reply.status === 200) batches.push(reply.body.batchId);
      else expect(reply.status).toBe(422);
      return;
    }
    case 'work':
      if (batches.length > 0) await stoppedAfter(firm, batches[step.batch % batches.length]!, step.writes);
  }
}

const isOfBusiness = (item: Item) =>
  !isEvent(item) &&
  !isMoved(item) &&
  !item.sk.startsWith('~') &&
  item.mergedInto === undefined &&
  /^(?:CLIENT|CONTACT|JOB)#/.test(item.pk) &&
  item.sk !== 'KEY';

async function hold({ firm, office, clients, contacts, notes }: Office): Promise<void> {
  const all = firm.memory.all();
  const gone = all.filter(({ mergedInto }) => mergedInto !== undefined).map(({ id }) => id as string);
  const live = all.filter(isOfBusiness).map(({ mergedFrom: _, ...item }) => item);
  for (const item of live)
    for (const id of gone) expect(names(item, id), `${JSON.stringify(item)} names ${id}`).toBe(false);
  // Nothing is lost: each note is read once, by whichever id of the client.
  const told = async (id: string) => (await office.get(`/v1/clients/${id}`)).body.id as string;
  const present = [...new Set(await Promise.all(clients.map(told)))];
  const read = await Promise.all(
    present.map(
      async (id) => (await office.get(`/v1/clients/${id}/notes`, { query: { limit: '100' } })).body.items.length,
    ),
  );
  expect(read.reduce((sum, count) => sum + count, 0)).toBe(notes);
  // Who is a contact of whom is the same from both sides.
  for (const id of contacts) {
    const person: Answer = (await office.get(`/v1/contacts/${id}`)).body;
    const links = live.filter(
      ({ entity, contactId, status }) => entity === 'contact link' && contactId === person.id && status === 'linked',
    );
    expect(person.clientIds.toSorted()).toEqual(links.map(({ clientId }) => clientId as string).toSorted());
  }
  for (const pk of new Set(all.filter(isEvent).map((event) => event.pk)))
    expect((await checkPartition(firm.memory, pk, undefined)).finding, pk).toBeUndefined();
}

async function play(steps: readonly Step[]): Promise<FirmUnderTest> {
  const office = await anOffice();
  for (const one of steps) await take(one, office);
  for (const id of office.batches) await worked(office.firm, id);
  await hold(office);
  return office.firm;
}

test('merges, and what is written meanwhile, in any order and stopped anywhere, lose nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (steps) => void (await play(steps))),
    { numRuns: 60 },
  );
});

import { beforeEach, describe, expect, test } from 'vitest';
import { readModels } from '../functions/read-models.ts';
import { rebuild } from '../functions/rebuild.ts';
import { type Item, nameOf, type Table } from '../shared/table/table.ts';
import { aClient, aFirm, type FirmUnderTest } from './support/call.ts';

let firm: FirmUnderTest;

/** A firm with what the read models are made of: renamed clients, people of several clients, some who left, one erased. */
async function aYear({ admin: { call }, projected }: FirmUnderTest): Promise<void> {
  const juniper = await aClient(call, { number: '1002', tags: ['healthcare'] });
  const stonebridge = await aClient(call, { name: 'Stonebridge Rental Properties, LLC', number: '1026' });
  const added = await call('POST', `/v1/clients/${juniper.id}/contacts`, {
    body: { name: 'Jonathan Whitaker', mail: 'jonathan.whitaker@mail.example', phone: '303-555-0119' },
  });
  const jonathan = `/v1/contacts/${added.body.id}`;
  await call('PUT', `/v1/clients/${stonebridge.id}/contacts/${added.body.id}`, { body: { sign: true } });
  await call('PATCH', jonathan, { body: { phone: '303-555-0120' } });
  await call('PATCH', `/v1/clients/${juniper.id}`, { body: { name: 'Juniper Street Dental' } });
  await call('POST', `/v1/clients/${juniper.id}/notes`, { body: { text: 'Consignment stock is not ours to count.' } });
  await call('DELETE', `/v1/clients/${juniper.id}/contacts/${added.body.id}`);
  await call('POST', `/v1/clients/${juniper.id}/relations`, {
    body: { kind: 'adverse', other: { name: 'Delta Supply' } },
  });
  await call('POST', `/v1/clients/${stonebridge.id}/relations`, {
    body: { kind: 'owner', other: { clientId: juniper.id } },
  });
  await projected();
  await call('POST', '/v1/conflicts', { body: { names: ['Delta Supply'] } });
  const gone = await aClient(call, { name: 'Old Mill Antiques, LLC', lifecycle: 'archived' });
  expect(await call('POST', `/v1/clients/${gone.id}/erase`)).toMatchObject({ status: 200 });
}

const isReadModel = ({ pk, entity }: Item) =>
  ['search', 'timeline', 'listed', 'alike', 'part', 'related', 'party', 'mention'].includes(entity as string) ||
  pk.startsWith('TOTAL#');
const byKey = (a: Item, b: Item) => (`${a.pk}\n${a.sk}` < `${b.pk}\n${b.sk}` ? -1 : 1);
const readModelsOf = () => firm.memory.all().filter(isReadModel).toSorted(byKey);
const everything = () => firm.memory.all().toSorted(byKey);

/** Ends the process, as it were, before this write. */
const endingAt = (table: Table, last: number): Table => {
  let writes = 0;
  return {
    ...table,
    async write(given) {
      if (writes++ === last) throw new Error('The process ended');
      await table.write(given);
    },
  };
};

beforeEach(async () => {
  firm = await aFirm();
  await aYear(firm);
  await firm.projected();
});

describe('rebuilding the read models', () => {
  test('gives the same items as projecting did, and touches nothing else', async () => {
    const before = everything();
    expect(new Set(readModelsOf().map((item) => item.entity))).toEqual(
      new Set(['part', 'search', 'timeline', 'listed', 'alike', 'related', 'party', 'mention']),
    );
    const { removed, records, events } = await rebuild(firm.memory, firm.memory.sweep);
    expect(everything()).toEqual(before);
    expect(removed).toBe(readModelsOf().length);
    expect(records).toBe(before.filter(({ entity }) => readModels.some(({ of }) => of === entity)).length);
    expect(events).toBe(before.filter(({ entity }) => entity === 'event').length);
  });

  test('takes away what is there for no reason, and puts right what is wrong', async () => {
    const before = everything();
    firm.memory.meddle((rows) => {
      for (const [name, item] of rows) {
        if (item.entity === 'search' && item.pk === 'SEARCH#ju') rows.delete(name);
        if (item.entity === 'part') rows.set(name, { ...item, version: 99 });
        if (item.entity === 'timeline') rows.set(name, { ...item, type: 'contact.invented' });
      }
      const stray = { pk: 'SEARCH#zz', sk: 'zz#cli_0', entity: 'search', words: ['zz'] };
      const total = { pk: 'TOTAL#open', sk: 'TOTAL', amount: 7 };
      for (const item of [stray, total]) rows.set(nameOf(item), item);
    });
    expect(everything()).not.toEqual(before);
    await rebuild(firm.memory, firm.memory.sweep);
    expect(everything()).toEqual(before);
  });

  test('interrupted anywhere and begun again gives the same', async () => {
    const before = everything();
    let interruptions = 0;
    for (let last = 0; ; last++) {
      const interrupted = await rebuild(endingAt(firm.memory, last), firm.memory.sweep).then(
        () => false,
        () => true,
      );
      if (!interrupted) break;
      interruptions++;
      await rebuild(firm.memory, firm.memory.sweep);
      expect(everything()).toEqual(before);
    }
    expect(interruptions).toBeGreaterThan(5);
  });

  test('interrupted and left alone, still lets the projector bring in what happens next', async () => {
    await expect(rebuild(endingAt(firm.memory, 1), firm.memory.sweep)).rejects.toThrow('The process ended');
    const client = await aClient(firm.admin.call, { name: 'Verity Home Care, LLC' });
    await firm.projected();
    const found = await firm.admin.call('GET', '/v1/search', { query: { q: 'verity' } });
    expect(found.body.items).toMatchObject([{ id: client.id }]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { withoutRights } from '../../../functions/audit/history.ts';
import { type Right, rights } from '../../../functions/firm/rights.ts';
import { hashOf, isEvent } from '../../../shared/events/chain.ts';
import { eventTypes } from '../../../shared/events/types.ts';
import { write } from '../../../shared/events/write.ts';
import { newId } from '../../../shared/ids.ts';
import { entity, type Stored } from '../../../shared/table/entity.ts';
import { ofRight, Text } from '../../../shared/table/fields.ts';
import { readTail } from '../../../shared/table/records.ts';
import { aClient, aFirm, type Answer, type FirmUnderTest } from '../../support/call.ts';
import { pagesOf } from '../../support/office.ts';

/** A record of a client with a field for each right, of every kind that a field can be. */
const Deal = z.object({
  clientId: z.string(),
  name: z.string(),
  fee: ofRight('amounts', z.object({ amount: z.int(), said: z.string() })).optional(),
  rates: z.array(ofRight('rates', z.object({ from: z.string(), rate: z.int() }))).optional(),
  cost: ofRight('costs', Text(5_000)).optional(),
  revenue: ofRight('revenue', z.unknown()).optional(),
});
type Deal = z.output<typeof Deal>;

const deals = entity({
  name: 'deal',
  schema: Deal,
  key: (clientId: string) => ({ pk: `CLIENT#${clientId}`, sk: 'DEAL' }),
  id: ({ clientId }) => clientId,
  clientIds: ({ clientId }) => [clientId],
});
const dealEvent = eventTypes({ 'deal.made': 'A deal was made', 'deal.changed': 'A deal changed' });

/** Each value carries the right it takes in its text. */
const mark = (right: Right) => `«${right}»`;
const marked = (right: Right) => fc.string({ maxLength: 30 }).map((text) => `${mark(right)}${text}`);
const number = fc.integer();
const aDeal: fc.Arbitrary<Omit<Deal, 'clientId'>> = fc.record(
  {
    name: fc.string({ maxLength: 20 }),
    fee: fc.record({ amount: number, said: marked('amounts') }),
    rates: fc.array(fc.record({ from: marked('rates'), rate: number }), { maxLength: 40 }),
    cost: marked('costs').map((text) => text.repeat(40)),
    revenue: fc.oneof(marked('revenue'), fc.dictionary(fc.string(), marked('revenue')), fc.array(marked('revenue'))),
  },
  { requiredKeys: ['name'] },
) as fc.Arbitrary<Omit<Deal, 'clientId'>>;

async function saved({ memory }: FirmUnderTest, clientId: string, versions: readonly Omit<Deal, 'clientId'>[]) {
  const { pk } = deals.key(clientId);
  let before: Stored<Deal> | undefined;
  for (const version of versions) {
    const id = newId('event');
    const author = { actor: 'system', at: new Date().toISOString(), requestId: 'r', eventIds: () => id };
    const deal = { clientId, ...version };
    const record = before ? deals.replace(before, deal) : deals.create(deal);
    await write(
      memory,
      [dealEvent(before ? 'deal.changed' : 'deal.made', await readTail(memory, pk), [record])],
      author,
    );
    before = record.after as Stored<Deal>;
  }
}

async function historiesOf(call: FirmUnderTest['admin']['call'], clientId: string): Promise<Answer[][]> {
  const days = [-1, 0, 1].map((day) => new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10));
  const whole = async (path: string) => (await pagesOf(call, path, { limit: '100' })).flat();
  return [
    await whole(`/v1/clients/${clientId}/timeline`),
    await whole(`/v1/audit/records/${clientId}`),
    (await Promise.all(days.map((day) => whole(`/v1/audit/days/${day}`)))).flat(),
  ];
}

describe('what takes a right', () => {
  test('is in no history of who lacks it, whatever was written, and in those of who has it', async () => {
    const firm = await aFirm();
    const manager = await firm.member('manager');
    const someRights = fc.record({
      amounts: fc.boolean(),
      rates: fc.boolean(),
      costs: fc.boolean(),
      revenue: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(aDeal, { minLength: 1, maxLength: 4 }), someRights, async (versions, given) => {
        const { id } = await aClient(firm.admin.call);
        await saved(firm, id, versions);
        await firm.admin.call('PATCH', `/v1/team/${manager.id}`, { body: { rights: given } });
        const whole = await historiesOf(firm.admin.call, id);
        const seen = await historiesOf(manager.call, id);
        expect(seen.map((events) => events.length)).toEqual(whole.map((events) => events.length));
        const [timeline] = seen;
        for (const right of rights.filter((one) => !given[one])) {
          expect(JSON.stringify(seen).includes(mark(right))).toBe(false);
          for (const { changes } of timeline!.filter((event) => event.type.startsWith('deal.')))
            for (const [name, change] of Object.entries(changes.DEAL))
              if (deals.rights.get(name) === right) expect(change).toEqual(['hidden', 'hidden']);
        }
        if (!given.amounts && !given.rates) expect(/"(amount|rate)":/.test(JSON.stringify(seen))).toBe(false);
        if (rights.every((right) => given[right])) expect(seen).toEqual(whole);
      }),
      { numRuns: 40 },
    );
    expect((await firm.admin.call('POST', '/v1/audit/verify', { body: {} })).body).toMatchObject({ verdict: 'intact' });
  });

  test('is known to the event, whose hash covers it', async () => {
    const firm = await aFirm();
    const { id } = await aClient(firm.admin.call);
    await saved(firm, id, [{ name: 'a', fee: { amount: 1, said: 'x' } }, { name: 'b' }, { name: 'c' }]);
    const [made, changed, named] = firm.memory
      .all()
      .filter(isEvent)
      .filter(({ type }) => type.startsWith('deal.'));
    expect(made!.rights).toEqual({ DEAL: { fee: 'amounts' } });
    expect(changed!.rights).toEqual({ DEAL: { fee: 'amounts' } });
    expect(named).not.toHaveProperty('rights');
    expect(hashOf({ ...made!, rights: {} })).not.toBe(made!.hash);
    firm.memory.meddle((rows) => {
      for (const row of rows.values()) if (row.type === 'deal.made') delete row.rights;
    });
    expect((await firm.admin.call('POST', '/v1/audit/verify', { body: { clientId: id } })).body).toMatchObject({
      verdict: 'broken',
    });
  });

  test('is asked of what an event tells beyond its records, too', async () => {
    const firm = await aFirm();
    const { id } = await aClient(firm.admin.call);
    const tail = await readTail(firm.memory, `CLIENT#${id}`);
    const tell = { DEAL: { discount: [1, 2] as [unknown, unknown], reason: [null, 'asked'] as [unknown, unknown] } };
    const author = { actor: 'system', at: new Date().toISOString(), requestId: 'r', eventIds: () => newId('event') };
    const told = dealEvent('deal.changed', tail, [], {
      tell,
      rights: { DEAL: { discount: 'amounts' } },
      clientIds: [id],
    });
    await write(firm.memory, [told], author);
    const member = await firm.member('member');
    const [event] = (await member.call('GET', `/v1/clients/${id}/timeline`)).body.items;
    expect(event.changes.DEAL).toEqual({ discount: ['hidden', 'hidden'], reason: [null, 'asked'] });
  });

  test('hides nothing of an event that was written before rights were', () => {
    const changes = { DEAL: { fee: [1, 2] as [unknown, unknown] } };
    expect(withoutRights(changes, {}, { rights: {} })).toEqual(changes);
  });
});

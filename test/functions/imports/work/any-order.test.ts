import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../../../shared/events/chain.ts';
import { at } from '../../../support/at.ts';
import { bytesOfFile, imported } from '../../../support/imports.ts';
import { recordsOf, type TheFirm, theFirm } from './an-office.ts';

const [, , heading = '', ...lines] = bytesOfFile('close-calendar.csv').toString('utf8').trim().split('\n');
const rows = lines.filter((line) => !/^(?:,|Total)/.test(line) || line.includes('Montessori'));

/** What recurs, for whom and as what is agreed, without the ids that each firm gives anew. */
function whatRecurs({ firm, clients, team }: TheFirm): unknown[] {
  const names = new Map([...Object.entries(clients), ...Object.entries(team)].map(([name, id]) => [id, name]));
  const engagements = recordsOf(firm, 'engagement');
  const told = recordsOf(firm, 'series').map(
    ({ clientId, engagementId, serviceId, rhythm, changes, first, status }) => {
      const engagement = engagements.find(({ id }) => id === engagementId);
      const { id: _, ...service } = engagement.services.find(({ id }: { id: string }) => id === serviceId);
      return {
        client: names.get(clientId),
        service,
        fee: engagement.fees?.[serviceId],
        rhythm,
        changes,
        first,
        status,
      };
    },
  );
  const named = (one: unknown) =>
    JSON.stringify(one, (_, value) => (typeof value === 'string' ? (names.get(value) ?? value) : value));
  // No table keeps the order of fields.
  const text = (one: unknown) => canonical(JSON.parse(named(one)));
  return told.map(text).toSorted((a, b) => (a < b ? -1 : 1));
}

async function inChunks(order: readonly string[], sizes: readonly number[]) {
  at('2026-11-28T16:00:00Z');
  const office = await theFirm();
  for (let i = 0, chunk = 0; i < order.length; chunk++) {
    const size = sizes[chunk % sizes.length]!;
    await imported(office.firm, [heading, ...order.slice(i, i + size)].join('\n'), { of: 'close-calendar' });
    i += size;
  }
  expect(recordsOf(office.firm, 'engagement')).toHaveLength(5);
  return whatRecurs(office);
}

test('the rows of a close calendar come to the same series in any order, and in any number of files', async () => {
  const whole = await inChunks(rows, [rows.length]);
  expect(whole).toHaveLength(9);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(rows, { minLength: rows.length }),
      fc.array(fc.integer({ min: 1, max: rows.length }), { minLength: 1, maxLength: 4 }),
      async (order, sizes) => {
        expect(await inChunks(order, sizes)).toEqual(whole);
      },
    ),
    { numRuns: 8 },
  );
});

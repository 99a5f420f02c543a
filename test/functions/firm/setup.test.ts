import { describe, expect, test } from 'vitest';
import { found, Founding } from '../../../functions/firm/setup.ts';
import { firms, members } from '../../../functions/firm/store.ts';
import { memoryTable } from '../../../shared/table/memory.ts';
import type { Table } from '../../../shared/table/table.ts';
import { eventsOf } from '../../support/builders.ts';
import { faulty } from '../../support/faults.ts';

const founding = Founding.parse({
  firmName: ' Larkfield & Rowe ',
  administratorMail: 'eleanor.rowe@larkfieldrowe.example',
  timeZone: 'America/Denver',
  currency: 'USD',
});
const now = '2026-01-05T15:00:00.000Z';

function read(memory: ReturnType<typeof memoryTable>) {
  const all = memory.all();
  return {
    firms: all.filter((item) => item.entity === 'firm').map(firms.read),
    members: all.filter((item) => item.entity === 'member').map(members.read),
    types: eventsOf(all).map(({ type, actor }) => `${type} by ${actor}`),
  };
}

describe('setting the firm up', () => {
  test('makes the firm and invites its first administrator by a name from their address', async () => {
    const memory = memoryTable();
    await found(memory, founding, now);
    const made = read(memory);
    expect(made.members).toEqual([
      expect.objectContaining({ name: 'Eleanor Rowe', role: 'admin', status: 'active', invitations: 1 }),
    ]);
    expect(made.firms).toEqual([
      expect.objectContaining({ name: 'Larkfield & Rowe', admins: [made.members[0]!.id], createdAt: now }),
    ]);
    expect(made.types.toSorted()).toEqual(['firm.founded by setup', 'member.invited by setup']);
  });

  test('a later deployment changes nothing, and its Delete is none of its business', async () => {
    const memory = memoryTable();
    await found(memory, founding, now);
    const before = memory.all();
    await found(memory, { ...founding, firmName: 'Another', administratorMail: 'someone@else.example' }, now);
    expect(memory.all()).toEqual(before);
  });

  test('two at once, and answers that are lost, make one firm', async () => {
    const memory = memoryTable();
    const table: Table = faulty(memory, { seed: 1, script: ['lost', 'conflict', 'busy'] });
    await Promise.all([found(table, founding, now), found(table, founding, now)]);
    const made = read(memory);
    expect(made.firms).toHaveLength(1);
    expect(made.members).toHaveLength(1);
    expect(made.types).toHaveLength(2);
  });

  test.each(['_@larkfieldrowe.example', '--@larkfieldrowe.example', `${'long'.repeat(40)}@larkfieldrowe.example`])(
    'the address %s gives an administrator who can sign in',
    async (administratorMail) => {
      const memory = memoryTable();
      await found(memory, Founding.parse({ ...founding, administratorMail }), now);
      expect(read(memory).members).toHaveLength(1);
    },
  );

  test.each([
    ['a zone that is none', { timeZone: 'Denver' }],
    ['a currency that is none', { currency: 'usd' }],
    ['an address that is none', { administratorMail: 'eleanor' }],
    ['no name', { firmName: ' ' }],
  ])('refuses %s', (_, wrong) => {
    expect(Founding.safeParse({ ...founding, ...wrong }).success).toBe(false);
  });
});

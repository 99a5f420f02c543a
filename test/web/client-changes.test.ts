import { describe, expect, test } from 'vitest';
import { ClientPatch } from '../../functions/clients/client.ts';
import { checkTakenBack } from '../../web/console/src/features/clients/bulk.ts';
import { changeOf, reverse, valuesOf } from '../../web/console/src/features/clients/client-form.ts';
import type { Client } from '../../web/console/src/lib/clients.ts';

const idOf = (n: number) => `stn_${String(n).padStart(26, '0')}`;
const note = (n: number, text: string) => ({ id: idOf(n), text, by: 'mem_1', at: '2026-01-05T15:00:00.000Z' });
const client = {
  id: 'cli_1',
  name: 'Juniper Street Dental, P.C.',
  kind: 'corporation',
  lifecycle: 'active',
  yearEnd: { month: 12, day: 31 },
  phone: '303-555-0119',
  formerNames: [],
  tags: ['healthcare'],
  standingNotes: [note(1, 'Call Alicia first'), note(2, 'Fees under dispute')],
} as unknown as Client;

describe('the undo of a change', () => {
  test('sends what the API takes, and makes each value again as it was', () => {
    const change = changeOf(client, { ...valuesOf(client), phone: '', tags: [], number: '1002' });
    const back = reverse(client, change, client);
    expect(back).toEqual({ phone: '303-555-0119', tags: ['healthcare'], number: null });
    expect(ClientPatch.safeParse(back).error).toBeUndefined();
  });

  test('has standing notes say again what they said, and one that is gone come back as a new one', () => {
    const { standingNotes } = valuesOf(client);
    const [first] = standingNotes;
    const change = changeOf(client, { ...valuesOf(client), standingNotes: [{ ...first!, text: 'Call nobody' }] });
    const after = { ...client, standingNotes: [note(1, 'Call nobody')] } as Client;
    const back = reverse(client, change, after);
    expect(back).toEqual({
      standingNotes: [{ id: idOf(1), text: 'Call Alicia first' }, { text: 'Fees under dispute' }],
    });
    expect(ClientPatch.safeParse(back).error).toBeUndefined();
  });

  test('has failed where one was refused, and says which and why', () => {
    const stonebridge = { ...client, name: 'Stonebridge' } as Client;
    expect(() => checkTakenBack({ refused: [] })).not.toThrow();
    const refused = [
      { client, why: 'Someone else changed this' },
      { client: stonebridge, why: 'It was erased' },
    ];
    expect(() => checkTakenBack({ refused })).toThrow(
      'Not taken back: Juniper Street Dental, P.C.: Someone else changed this; Stonebridge: It was erased',
    );
  });
});
